using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Runtime.Collections;

/// <summary>Random values of every class that a column may have, from few enough to meet.</summary>
internal static class RandomValues
{
    public static readonly ImmutableArray<StateClass> Classes =
    [
        NumberClass.Bool, NumberClass.U64, NumberClass.I32, NumberClass.F32, NumberClass.F64,
        NumberClass.C64, NumberClass.Number, StateClass.String, StateClass.Id, StateClass.Link,
        StateClass.Email, StateClass.Bytes, StateClass.Version, StateClass.ValueTuple,
        StateClass.None,
    ];

    private static readonly string[] s_texts =
        ["", "a", "ab", "b", "a\0", "a\0b", "é", "\uffff", "𐀀", "z", "10", "9"];

    private static readonly double[] s_reals =
    [
        0, -0.0, 1, -1, 0.5, 1.5, -2.25, 1e300, -1e-300, double.Epsilon, 9007199254740992,
        18446744073709551616.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    private static readonly long[] s_wholes =
        [0, 1, -1, 2, 3, 255, -256, 9007199254740993, long.MaxValue, long.MinValue];

    public static State Of(Random random, StateClass type) =>
        ReferenceEquals(type, NumberClass.Number) ? Real(random)
        : type is NumberClass number ? Number(random, number)
        : ReferenceEquals(type, StateClass.String) ? State.Of(Pick(random, s_texts))
        : ReferenceEquals(type, StateClass.Id) ? State.Of(Name(random))
        : ReferenceEquals(type, StateClass.Link) ? State.Of(Path(random))
        : ReferenceEquals(type, StateClass.Email)
            ? State.Of(Email.Parse(Name(random) + "@" + Name(random))!)
        : ReferenceEquals(type, StateClass.Bytes) ? State.Of(Bytes(random))
        : ReferenceEquals(type, StateClass.Version)
            ? State.Of(new VersionId(Part(random), Part(random), Part(random)))
        : ReferenceEquals(type, StateClass.ValueTuple) ? Tuple(random, 2)
        : State.None;

    public static State Any(Random random) =>
        Of(random, Classes[random.Next(Classes.Length)]);

    private static State Number(Random random, NumberClass type)
    {
        if (type == NumberClass.Bool) return State.Of(random.Next(2) == 0);
        if (type == NumberClass.U64) return State.Of((ulong)Pick(random, s_wholes));
        if (type == NumberClass.I32) return State.Number(type, (int)Pick(random, s_wholes));
        if (type == NumberClass.F32) return State.Of((float)Pick(random, s_reals));
        if (type == NumberClass.F64) return State.Of(Pick(random, s_reals));
        return State.Complex(random.Next(-5, 6), (double)random.Next(-5, 6));
    }

    private static State Real(Random random) => Number(random, random.Next(5) switch
    {
        0 => NumberClass.Bool,
        1 => NumberClass.U64,
        2 => NumberClass.I32,
        3 => NumberClass.F32,
        _ => NumberClass.F64,
    });

    private static State Tuple(Random random, int depth)
    {
        var items = Enumerable.Range(0, random.Next(4));
        return State.Tuple([.. items.Select(_ => depth > 0 && random.Next(4) == 0
            ? Tuple(random, depth - 1) : Of(random, Classes[random.Next(Classes.Length - 2)]))]);
    }

    private static Bytes Bytes(Random random)
    {
        byte[] some = [0, 1, 255];
        return new Bytes([.. Enumerable.Range(0, random.Next(4)).Select(_ => Pick(random, some))]);
    }

    private static Link Path(Random random)
    {
        var path = string.Concat(
            Enumerable.Range(0, 1 + random.Next(3)).Select(_ => "/" + Name(random)));
        return Link.Local(random.Next(2) == 0 ? path : "http://a.com" + path);
    }

    private static Id Name(Random random) => Id.Of(Pick(random, ["a", "ab", "b", "z", "a-b"]));

    private static uint Part(Random random) => Pick(random, [0u, 1u, 2u, 256u, uint.MaxValue]);

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
