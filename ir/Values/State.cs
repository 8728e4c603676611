using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyChain.Ir.Values;

/// <summary>
/// Any run-time value, in 16 bytes: a reference and 8 bytes of payload. For a number the reference
/// is its class and the payload its bits; a string is its own reference; anything else is a
/// <see cref="StateObject"/>. A <see cref="Fault"/> is carried the same way, but never stored in a
/// tuple or a map. `default` is None.
/// </summary>
public readonly struct State
{
    public static readonly State None;

    /// <summary>What an input holds that its caller did not give.</summary>
    public static readonly State Unset = new(Missing.Marker, 0);

    private readonly object? _ref;
    private readonly long _bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private State(object? reference, long bits)
    {
        _ref = reference;
        _bits = bits;
    }

    public bool IsNone => _ref is null;

    public bool IsFault => _ref is Fault;

    public bool IsUnset => ReferenceEquals(_ref, Missing.Marker);

    public bool IsNumber => _ref is NumberClass or Complex64;

    /// <summary>The native class: a leaf of the class tree; `Never` for a fault.</summary>
    public StateClass Class => _ref switch
    {
        null => StateClass.None,
        NumberClass number => number,
        string => StateClass.String,
        StateObject o => o.Class,
        _ => throw new InvalidOperationException("not a state"),
    };

    /// <summary>About the bytes of the state's JSON, as printed.</summary>
    public long Weight
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _ref is string text ? text.Length + 2 : WeightOfNoText;
    }

    /// <summary>Levels of tuples and maps, itself included.</summary>
    public int Depth => _ref is StateObject o ? o.Depth : 1;

    /// <summary>
    /// A number's payload: integers extended to 64 bits by their sign, a bool as 0 or 1, a float as
    /// its IEEE bits (32 of them for F32), complex/32 as two 32-bit halves, the real part low.
    /// Meaningless for anything else.
    /// </summary>
    public long Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static State Of(bool value) => new(NumberClass.Bool, value ? 1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static State Of(long value) => new(NumberClass.I64, value);

    public static State Of(ulong value) => new(NumberClass.U64, (long)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static State Of(double value) =>
        new(NumberClass.F64, BitConverter.DoubleToInt64Bits(value));

    public static State Of(float value) =>
        new(NumberClass.F32, BitConverter.SingleToInt32Bits(value));

    public static State Of(string value) => new(value, 0);

    public static State Of(StateObject value) => new(value, 0);

    /// <summary>An object as a state, or a fault where the limits are passed.</summary>
    public static State Limited(StateObject value) =>
        Refuse(value.Weight, value.Depth) ?? Of(value);

    /// <summary>A complex/64.</summary>
    public static State Complex(double re, double im) => new(new Complex64(re, im), 0);

    /// <summary>A complex/64.</summary>
    public static State Of(System.Numerics.Complex value) =>
        Complex(value.Real, value.Imaginary);

    /// <summary>A complex/32.</summary>
    public static State Complex(float re, float im) => new(
        NumberClass.C32,
        (long)(uint)BitConverter.SingleToInt32Bits(re)
        | ((long)BitConverter.SingleToInt32Bits(im) << 32));

    /// <summary>A number of any leaf class but complex/64, from its payload (see Bits).</summary>
    public static State Number(NumberClass leaf, long bits) => new(leaf, bits);

    /// <summary>A tuple, or a fault where the limits on depth or weight are passed.</summary>
    public static State Tuple(ImmutableArray<State> items)
    {
        if (items.IsEmpty) return Of(TupleState.Empty);
        var (weight, depth) = Measure(items);
        weight += items.Length + 1L;
        return Refuse(weight, depth + 1) ?? Of(new TupleState(items, weight, depth + 1));
    }

    /// <summary>
    /// A map, or a fault where the limits are passed. Keys ascend, and each key is there once:
    /// <see cref="MapBuilder"/> sees to both.
    /// </summary>
    public static State Map(ImmutableArray<Id> keys, ImmutableArray<State> values)
    {
        if (keys.IsEmpty) return Of(MapState.Empty);
        var (weight, depth) = Measure(values);
        foreach (var key in keys) weight += key.Text.Length + 4L;
        return Refuse(weight, depth + 1) ?? Of(new MapState(keys, values, weight + 2, depth + 1));
    }

    /// <summary>Items that are no tuple yet, for a frame to keep over a wait.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State OfItems(State[] items) => Of(new ItemArray(items));

    /// <summary>
    /// The items of a tuple or the values of a map, which nobody may change, or the items of a
    /// tuple that is being made; null of a register that a frame kept before anything was in it.
    /// </summary>
    public State[] AsItems => _ref is TupleState tuple
        ? ImmutableCollectionsMarshal.AsArray(tuple.Items)! : ItemsOfNoTuple;

    /// <summary>The object, when the state is one of this type; else null.</summary>
    public T? As<T>()
        where T : class => _ref as T;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Is(NumberClass leaf) => ReferenceEquals(_ref, leaf);

    /// <summary>The value of a state that is a bool.</summary>
    public bool AsBool
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _bits != 0;
    }

    /// <summary>The value of a state that is an int/64.</summary>
    public long AsI64
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _bits;
    }

    /// <summary>The value of a state that is a float/64.</summary>
    public double AsF64
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitConverter.Int64BitsToDouble(_bits);
    }

    /// <summary>The value of a state that is a float/32.</summary>
    public float AsF32 => BitConverter.Int32BitsToSingle((int)_bits);

    /// <summary>The parts of a state that is a complex/32 or a complex/64.</summary>
    public (double Re, double Im) AsComplex => _ref is Complex64 c
        ? (c.Re, c.Im)
        : (BitConverter.Int32BitsToSingle((int)_bits),
            BitConverter.Int32BitsToSingle((int)(_bits >> 32)));

    /// <summary>Whether the state is a complex/64.</summary>
    public bool IsC64
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _ref is Complex64;
    }

    /// <summary>
    /// The value of a state that is a complex/64; of any other 0, as the payload of none is.
    /// </summary>
    public System.Numerics.Complex AsC64
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _ref is Complex64 c ? new(c.Re, c.Im) : default;
    }

    public override string ToString() => $"{Class.Path}:{_ref}:{_bits:x}";

    private State[] ItemsOfNoTuple
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => _ref is MapState map
            ? ImmutableCollectionsMarshal.AsArray(map.Values)! : (_ref as ItemArray)?.Items!;
    }

    private long WeightOfNoText
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => _ref switch
        {
            null => 4,
            NumberClass => 8,
            StateObject o => o.Weight,
            _ => 0,
        };
    }

    private static (long Weight, int Depth) Measure(ImmutableArray<State> items)
    {
        var (weight, depth) = (0L, 0);
        foreach (var item in items)
        {
            weight += item.Weight;
            depth = Math.Max(depth, item.Depth);
        }

        return (weight, depth);
    }

    private static State? Refuse(long weight, int depth) =>
        weight > Limits.StateWeight ? Of(Fault.Limit("weight of a state", Limits.StateWeight))
        : depth > Limits.StateDepth ? Of(Fault.Limit("depth of a state", Limits.StateDepth))
        : null;
}
