using System.Collections.Frozen;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// The body of every intrinsic that doesn't call ops. A body is a static method of receiver and
/// argument that returns a state or a fault; emitted code calls it directly. Its caller has seen to
/// the intrinsic's <see cref="KeyRule"/> and to the names of its parameters.
/// </summary>
public static class IntrinsicBodies
{
    private static readonly FrozenDictionary<Intrinsic, Func<State, State, State>> s_bodies =
        ValueBodies.All.AddRange(TupleBodies.All).AddRange(MapBodies.All)
            .AddRange(StringBodies.All).AddRange(SequenceBodies.All).AddRange(RangeBodies.All)
            .AddRange(NumberBodies.All)
            .ToFrozenDictionary(b => b.Item1, b => b.Item2);

    public static Func<State, State, State> Of(Intrinsic intrinsic) => s_bodies[intrinsic];
}
