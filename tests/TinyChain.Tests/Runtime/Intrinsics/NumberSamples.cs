using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Runtime.Intrinsics;

/// <summary>Random finite numbers of every class, the awkward ones often.</summary>
internal sealed class NumberSamples(int seed)
{
    public static readonly NumberClass[] Leaves =
    [
        NumberClass.Bool, NumberClass.U8, NumberClass.U16, NumberClass.U32, NumberClass.U64,
        NumberClass.I16, NumberClass.I32, NumberClass.I64, NumberClass.F32, NumberClass.F64,
        NumberClass.C32, NumberClass.C64,
    ];

    private static readonly double[] s_awkward =
        [0, -0.0, 1, -1, 0.1, 0.5, -2.5, 9007199254740992, 9223372036854775808, -1e19, 4294967296];

    private readonly Random _random = new(seed);

    public int Seed { get; } = seed;

    public NumberClass Leaf() => Leaves[_random.Next(Leaves.Length)];

    public State Number() => Number(Leaf());

    public State Number(NumberClass leaf) => leaf.Kind switch
    {
        NumberKind.Bool => State.Of(_random.Next(2) == 1),
        NumberKind.UInt =>
            State.Number(leaf, Integer() & (long)(ulong.MaxValue >> (64 - leaf.Bits))),
        NumberKind.Int => State.Number(leaf, Integer() << (64 - leaf.Bits) >> (64 - leaf.Bits)),
        NumberKind.Float => leaf.Bits == 64 ? State.Of(Float()) : State.Of((float)Float()),
        NumberKind.Complex => leaf.Bits == 64
            ? State.Complex(Float(), Float()) : State.Complex((float)Float(), (float)Float()),
    };

    /// <summary>A pair, often of equal value in different classes.</summary>
    public (State Left, State Right) Pair()
    {
        var left = Number();
        var same = NumberConversion.Convert(left, Leaf());
        return (left, same.IsFault || _random.Next(3) > 0 ? Number() : same);
    }

    private long Integer()
    {
        var random = _random.NextInt64(long.MinValue, long.MaxValue) >> _random.Next(64);
        return _random.Next(6) switch
        {
            0 => _random.Next(-2, 3),
            1 => (1L << _random.Next(64)) + _random.Next(-1, 2),
            2 => long.MinValue >> _random.Next(64),
            _ => random,
        };
    }

    private double Float() => _random.Next(4) switch
    {
        0 => s_awkward[_random.Next(s_awkward.Length)],
        1 => Integer(),
        2 => _random.Next(-1000, 1000) / 4.0,
        _ => (_random.NextDouble() - 0.5) * Math.Pow(10, _random.Next(-9, 10)),
    };
}
