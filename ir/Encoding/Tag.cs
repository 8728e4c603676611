namespace TinyChain.Ir.Encoding;

/// <summary>
/// The first byte of each encoded state, node, subject and text. Stored on disk: a number, once
/// given out, keeps its meaning.
/// </summary>
internal enum Tag : byte
{
    None = 0,
    False = 1,
    True = 2,
    U8 = 3,
    U16 = 4,
    U32 = 5,
    U64 = 6,
    I16 = 7,
    I32 = 8,
    I64 = 9,
    F32 = 10,
    F64 = 11,
    C32 = 12,
    C64 = 13,
    String = 14,
    Id = 15,
    Link = 16,
    Bytes = 17,
    Email = 18,
    Version = 19,
    Tuple = 20,
    Map = 21,
    Range = 22,
    Cluster = 23,
    OpGet = 24,
    OpPut = 25,
    OpPost = 26,
    OpDelete = 27,
    Closure = 28,
    Ref = 29,
    Class = 30,

    // 31 is kept for an instance.
    LiteralNode = 64,
    TupleNode = 65,
    MapNode = 66,
    IdRef = 67,
    GetRef = 68,
    PutRef = 69,
    PostRef = 70,
    DeleteRef = 71,
    IfRef = 72,
    CaseRef = 73,
    AfterRef = 74,
    WhileRef = 75,
    WithRef = 76,
    ClosureNode = 77,

    IdSubject = 96,
    LinkSubject = 97,
}
