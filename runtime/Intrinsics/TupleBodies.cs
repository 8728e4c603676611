using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>The methods of tuples that call no op (spec/language.md 5.4 with T1, T2).</summary>
public static class TupleBodies
{
    internal static readonly ImmutableArray<(Intrinsic, Func<State, State, State>)> All =
    [
        (ContainerIntrinsics.TupleLen, Len), (ContainerIntrinsics.TupleContains, Contains),
        (ContainerIntrinsics.TupleAppend, Append), (ContainerIntrinsics.TupleZip, Zip),
        (ContainerIntrinsics.TupleEq, Eq), (ContainerIntrinsics.TupleNe, Ne),
        (ContainerIntrinsics.TupleGt, ValueBodies.Gt),
        (ContainerIntrinsics.TupleGe, ValueBodies.Ge),
        (ContainerIntrinsics.TupleLt, ValueBodies.Lt),
        (ContainerIntrinsics.TupleLe, ValueBodies.Le),
    ];

    public static State Len(State receiver, State argument) =>
        State.Of((ulong)Items(receiver).Length);

    /// <summary>
    /// True when some item equals the value; an item that is no value never does.
    /// </summary>
    public static State Contains(State receiver, State argument)
    {
        if (Arguments.NoValue("contains", argument) is { } fault) return State.Of(fault);
        foreach (var item in Items(receiver))
        {
            if (ValueEquality.AreEqual(item, argument) && ValueEquality.IsValue(item))
                return State.Of(true);
        }

        return State.Of(false);
    }

    /// <summary>The items, followed by those of the tuple that is the argument.</summary>
    public static State Append(State receiver, State argument) =>
        argument.As<TupleState>() is { } more
            ? State.Tuple(Items(receiver).AddRange(more.Items))
            : Arguments.Wrong("append", "a tuple of new items", argument);

    /// <summary>Pairs of items that stand at the same place, of tuples of one length.</summary>
    public static State Zip(State receiver, State argument)
    {
        if (argument.As<TupleState>() is not { Items: var others })
            return Arguments.Wrong("zip", "a tuple", argument);
        var items = Items(receiver);
        if (items.Length != others.Length)
        {
            return State.Of(Fault.BadRequest(
                $"zip takes a tuple of the same length, {items.Length}, not {others.Length}"));
        }

        var pairs = new State[items.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = State.Tuple([items[i], others[i]]);
            if (pairs[i].IsFault) return pairs[i];
        }

        return State.Tuple(ImmutableArray.Create(pairs));
    }

    public static State Eq(State receiver, State argument)
    {
        if (argument.As<TupleState>() is not { } other)
            return Arguments.Wrong("eq", "a tuple", argument);
        if (other.Items.Length != Items(receiver).Length) return State.Of(false);
        return NoValue(receiver) ?? NoValue(argument)
            ?? State.Of(ValueEquality.AreEqual(receiver, argument));
    }

    public static State Ne(State receiver, State argument)
    {
        var equal = Eq(receiver, argument);
        return equal.IsFault ? equal : State.Of(!equal.AsBool);
    }

    /// <summary>
    /// A GET on the tuple: itself without a key, an item by its number (from the end when
    /// negative), a slice by a range. Called by the dispatcher.
    /// </summary>
    public static State Item(State tuple, State key)
    {
        if (key.IsNone) return tuple;
        var items = Items(tuple);
        if (key.As<RangeState>() is { } range) return TupleSlice.Of(items, range.Start, range.End);
        if (key.As<TupleState>() is { Items.Length: 2 } pair)
        {
            return TupleSlice.TryBound(pair.Items[0], out var start)
                && TupleSlice.TryBound(pair.Items[1], out var end)
                    ? TupleSlice.Of(items, start, end) : WrongKey(key);
        }

        if (!Arguments.TryWhole(key, out var index)) return WrongKey(key);
        var from = index < 0 ? index + items.Length : index;
        return from >= 0 && from < items.Length ? items[(int)from] : State.Of(Fault.NotFound(
            $"no item {index} in a tuple of {items.Length}"));
    }

    private static State WrongKey(State key) => Arguments.Wrong(
        "a tuple", "as its key an index, or a range such as [[\"in\", 0], [\"ex\", 2]]", key);

    private static State? NoValue(State tuple)
    {
        var items = Items(tuple);
        for (var i = 0; i < items.Length; i++)
        {
            if (!ValueEquality.IsValue(items[i]))
            {
                return State.Of(Fault.BadRequest(
                    $"tuples are compared by value, and item {i} is none: {items[i].Class}"));
            }
        }

        return null;
    }

    private static ImmutableArray<State> Items(State tuple) => tuple.As<TupleState>()!.Items;
}
