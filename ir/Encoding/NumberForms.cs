using TinyChain.Ir.Values;

namespace TinyChain.Ir.Encoding;

/// <summary>How the numbers that are a run of bits are spelled: a tag and so many bytes.</summary>
internal static class NumberForms
{
    private static readonly (byte Tag, NumberClass Class, int Width)[] s_all =
    [
        (Tag.I64, NumberClass.I64, 8), (Tag.F64, NumberClass.F64, 8), (Tag.U64, NumberClass.U64, 8),
        (Tag.F32, NumberClass.F32, 4), (Tag.U8, NumberClass.U8, 1), (Tag.U16, NumberClass.U16, 2),
        (Tag.U32, NumberClass.U32, 4), (Tag.I16, NumberClass.I16, 2), (Tag.I32, NumberClass.I32, 4),
        (Tag.C32, NumberClass.C32, 8),
    ];

    public static (byte Tag, NumberClass Class, int Width) Of(NumberClass leaf) =>
        Array.Find(s_all, f => ReferenceEquals(f.Class, leaf));

    /// <summary>The form with this tag; its class is null where there is none.</summary>
    public static (byte Tag, NumberClass? Class, int Width) Of(byte tag) =>
        Array.Find(s_all, f => f.Tag == tag);
}
