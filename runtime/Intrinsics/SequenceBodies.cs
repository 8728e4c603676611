using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// What tuples and strings have in common, from TinyChain's second generation
/// (docs/decisions/0007). A string is a sequence of Unicode scalar values.
/// </summary>
public static class SequenceBodies
{
    internal static readonly ImmutableArray<(Intrinsic, Func<State, State, State>)> All =
    [
        (ContainerIntrinsics.StringLen, Len), (ContainerIntrinsics.StringConcat, ConcatText),
        (ContainerIntrinsics.StringSlice, Slice), (ContainerIntrinsics.StringHead, Head),
        (ContainerIntrinsics.StringTail, Tail), (ContainerIntrinsics.TupleConcat, ConcatItems),
        (ContainerIntrinsics.TupleSlice, Slice), (ContainerIntrinsics.TupleHead, Head),
        (ContainerIntrinsics.TupleTail, Tail),
    ];

    public static State Len(State receiver, State argument) =>
        State.Of((ulong)Length(receiver));

    public static State ConcatText(State receiver, State argument)
    {
        if (argument.As<string>() is not { } more)
            return Arguments.Wrong("concat", "another string", argument);
        var weight = receiver.Weight + argument.Weight;
        return weight > Ir.Limits.StateWeight
            ? State.Of(Fault.Limit("weight of a state", Ir.Limits.StateWeight))
            : State.Of(receiver.As<string>() + more);
    }

    public static State ConcatItems(State receiver, State argument) =>
        argument.As<TupleState>() is { } more
            ? State.Tuple(receiver.As<TupleState>()!.Items.AddRange(more.Items))
            : Arguments.Wrong("concat", "another tuple", argument);

    /// <summary>
    /// The items from `start` up to, not including, `stop`: as parameters, or as the key
    /// `[start, stop]`. Negative ones count from the end, None is the end itself, and what lies
    /// beyond the sequence is cut off.
    /// </summary>
    public static State Slice(State receiver, State argument)
    {
        var (start, stop) = (State.None, State.None);
        if (argument.As<MapState>() is { } parameters)
            _ = parameters.TryGet("start", out start) & parameters.TryGet("stop", out stop);
        else if (argument.As<TupleState>() is { Items: [var first, var second] })
            (start, stop) = (first, second);
        else return WrongSlice(argument);
        var length = Length(receiver);
        return TryEdge(start, length, 0, out var from) && TryEdge(stop, length, length, out var to)
            ? Between(receiver, from, Math.Max(from, to)) : WrongSlice(argument);
    }

    public static State Head(State receiver, State argument)
    {
        if (receiver.As<TupleState>() is { Items: [var first, ..] }) return first;
        return Length(receiver) > 0 ? Between(receiver, 0, 1) : State.Of(Fault.BadRequest(
            $"an empty {receiver.Class.Name} has no head"));
    }

    /// <summary>All but the first; of nothing, nothing.</summary>
    public static State Tail(State receiver, State argument) =>
        Length(receiver) is var length && length == 0 ? receiver : Between(receiver, 1, length);

    private static State WrongSlice(State argument) => Arguments.Wrong(
        "slice", "whole numbers start and stop, as parameters or as the key [start, stop]",
        argument);

    private static bool TryEdge(State given, int length, int open, out int edge)
    {
        edge = open;
        if (given.IsNone) return true;
        if (!Arguments.TryWhole(given, out var whole)) return false;
        if (whole < 0) whole += length;
        edge = (int)Int128.Clamp(whole, 0, length);
        return true;
    }

    private static int Length(State sequence) =>
        sequence.As<TupleState>()?.Items.Length ?? Count(sequence.As<string>()!);

    private static State Between(State sequence, int from, int to)
    {
        if (sequence.As<TupleState>() is { } tuple) return State.Tuple(tuple.Items[from..to]);
        var text = sequence.As<string>()!;
        var start = Offset(text, 0, from);
        return State.Of(text[start..Offset(text, start, to - from)]);
    }

    private static int Count(string text)
    {
        var count = 0;
        for (var at = 0; at < text.Length; at = Next(text, at)) count++;
        return count;
    }

    /// <summary>Where the text goes on after `count` scalar values.</summary>
    private static int Offset(string text, int at, int count)
    {
        for (; count > 0; count--) at = Next(text, at);
        return at;
    }

    private static int Next(string text, int at) =>
        at + (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1);
}
