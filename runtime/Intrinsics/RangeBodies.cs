using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// The methods of ranges (spec/language.md 5.7): a bound's value, or None if open.
/// </summary>
public static class RangeBodies
{
    internal static readonly ImmutableArray<(Intrinsic, Func<State, State, State>)> All =
        [(ContainerIntrinsics.RangeStart, Start), (ContainerIntrinsics.RangeEnd, End)];

    public static State Start(State receiver, State argument) =>
        Value(receiver.As<RangeState>()!.Start);

    public static State End(State receiver, State argument) =>
        Value(receiver.As<RangeState>()!.End);

    private static State Value(RangeBound bound) =>
        bound.Kind == RangeBoundKind.Open ? State.None : bound.Value;
}
