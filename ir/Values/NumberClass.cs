namespace TinyChain.Ir.Values;

/// <summary>
/// A class of numbers (spec/language.md 6.1). A leaf has a width; `number`, `uint`, `int`, `float`
/// and `complex` are abstract: no number is of them, but a constructor or a cast may name them.
/// The leaves double as the reference half of a <see cref="State"/> that holds a number.
/// </summary>
public sealed class NumberClass : StateClass
{
    private const string Root = "/state/scalar/value/number";

    public static readonly NumberClass Number = new(Root, Value, null, 0);
    public static readonly NumberClass Bool = new(Root + "/bool", Number, NumberKind.Bool, 8);
    public static readonly NumberClass UInt = new(Root + "/uint", Number, NumberKind.UInt, 0);
    public static readonly NumberClass U8 = new(Root + "/uint/8", UInt, NumberKind.UInt, 8);
    public static readonly NumberClass U16 = new(Root + "/uint/16", UInt, NumberKind.UInt, 16);
    public static readonly NumberClass U32 = new(Root + "/uint/32", UInt, NumberKind.UInt, 32);
    public static readonly NumberClass U64 = new(Root + "/uint/64", UInt, NumberKind.UInt, 64);
    public static readonly NumberClass Int = new(Root + "/int", Number, NumberKind.Int, 0);
    public static readonly NumberClass I16 = new(Root + "/int/16", Int, NumberKind.Int, 16);
    public static readonly NumberClass I32 = new(Root + "/int/32", Int, NumberKind.Int, 32);
    public static readonly NumberClass I64 = new(Root + "/int/64", Int, NumberKind.Int, 64);
    public static readonly NumberClass Float = new(Root + "/float", Number, NumberKind.Float, 0);
    public static readonly NumberClass F32 = new(Root + "/float/32", Float, NumberKind.Float, 32);
    public static readonly NumberClass F64 = new(Root + "/float/64", Float, NumberKind.Float, 64);

    public static readonly NumberClass Complex =
        new(Root + "/complex", Number, NumberKind.Complex, 0);

    public static readonly NumberClass C32 =
        new(Root + "/complex/32", Complex, NumberKind.Complex, 32);

    public static readonly NumberClass C64 =
        new(Root + "/complex/64", Complex, NumberKind.Complex, 64);

    private readonly NumberKind? _kind;

    private NumberClass(string path, StateClass parent, NumberKind? kind, int bits)
        : base(path, parent)
    {
        _kind = kind;
        Bits = bits;
    }

    /// <summary>
    /// The kind. Not to be asked of `/state/scalar/value/number`, which has none.
    /// </summary>
    public NumberKind Kind => _kind ?? throw new InvalidOperationException($"{Path} has no kind");

    /// <summary>Width in bits, of one part for complex numbers; 0 for an abstract class.</summary>
    public int Bits { get; }

    /// <summary>True when some number has exactly this class.</summary>
    public bool IsLeaf => Bits > 0;

    /// <summary>True for `/state/scalar/value/number` itself, which has no kind.</summary>
    public bool IsRoot => _kind is null;
}
