namespace TinyChain.Ir.Encoding;

/// <summary>
/// The first byte of each encoded state, node, subject and text. Stored on disk: a number, once
/// given out, keeps its meaning.
/// </summary>
internal static class Tag
{
    public const byte None = 0;
    public const byte False = 1;
    public const byte True = 2;
    public const byte U8 = 3;
    public const byte U16 = 4;
    public const byte U32 = 5;
    public const byte U64 = 6;
    public const byte I16 = 7;
    public const byte I32 = 8;
    public const byte I64 = 9;
    public const byte F32 = 10;
    public const byte F64 = 11;
    public const byte C32 = 12;
    public const byte C64 = 13;
    public const byte String = 14;
    public const byte Id = 15;
    public const byte Link = 16;
    public const byte Bytes = 17;
    public const byte Email = 18;
    public const byte Version = 19;
    public const byte Tuple = 20;
    public const byte Map = 21;
    public const byte Range = 22;
    public const byte Cluster = 23;
    public const byte OpGet = 24;
    public const byte OpPut = 25;
    public const byte OpPost = 26;
    public const byte OpDelete = 27;
    public const byte Closure = 28;
    public const byte Ref = 29;
    public const byte Class = 30;
    public const byte Instance = 31;

    public const byte LiteralNode = 64;
    public const byte TupleNode = 65;
    public const byte MapNode = 66;
    public const byte IdRef = 67;
    public const byte GetRef = 68;
    public const byte PutRef = 69;
    public const byte PostRef = 70;
    public const byte DeleteRef = 71;
    public const byte IfRef = 72;
    public const byte CaseRef = 73;
    public const byte AfterRef = 74;
    public const byte WhileRef = 75;
    public const byte WithRef = 76;
    public const byte ClosureNode = 77;
    public const byte ClassNode = 78;
    public const byte InstanceNode = 79;
    public const byte CondRef = 80;
    public const byte ForEachRef = 81;

    public const byte IdSubject = 96;
    public const byte LinkSubject = 97;
}
