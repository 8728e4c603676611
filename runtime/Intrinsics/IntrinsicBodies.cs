using System.Collections.Frozen;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// The body of every intrinsic that doesn't call ops. A body is a static method of receiver and
/// argument that returns a state or a fault; emitted code calls it directly.
/// </summary>
public static class IntrinsicBodies
{
    private static readonly FrozenDictionary<Intrinsic, Func<State, State, State>> s_bodies =
        Enumerable.Empty<KeyValuePair<Intrinsic, Func<State, State, State>>>()
            .ToFrozenDictionary();

    public static Func<State, State, State> Of(Intrinsic intrinsic) => s_bodies[intrinsic];
}
