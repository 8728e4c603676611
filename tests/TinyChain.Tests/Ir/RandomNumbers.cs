using TinyChain.Ir.Values;

namespace TinyChain.Tests.Ir;

/// <summary>
/// Random numbers of every class; with `forJson` finite ones of the classes that JSON keeps.
/// </summary>
internal sealed class RandomNumbers(Random random, bool forJson)
{
    internal State Next() => random.Next(forJson ? 7 : 10) switch
    {
        0 => State.Of(random.Next(2) == 0),
        1 => State.Of((long)random.Next(-2, 3)),
        2 => State.Of(random.NextInt64(long.MinValue, long.MaxValue)),
        3 => State.Of(ulong.MaxValue - (ulong)random.Next(2)),
        4 => State.Of(Float()),
        5 => State.Complex(Pick([0.0, -0.0, 2.5]), 1.0),
        6 => State.Complex(Pick([0f, -0f, 0.1f]), Pick([1f, -1f])),
        7 => State.Of(Pick([0f, -1f, float.NaN])),
        8 => State.Number(Pick([NumberClass.I16, NumberClass.I32]), random.Next(-2, 3)),
        _ => State.Number(
            Pick([NumberClass.U8, NumberClass.U16, NumberClass.U32, NumberClass.U64]),
            random.Next(3)),
    };

    private double Float()
    {
        if (random.Next(2) == 0) return Pick([0.0, -0.0, 1.5, forJson ? 1e300 : double.NaN]);
        double value;
        do value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
        while (!double.IsFinite(value));
        return value;
    }

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
