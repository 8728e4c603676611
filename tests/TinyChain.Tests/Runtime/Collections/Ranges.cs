using TinyChain.Ir.Values;
using static TinyChain.Tests.Runtime.Collections.Collections;

namespace TinyChain.Tests.Runtime.Collections;

/// <summary>Random ranges of a column's values, and what they mean.</summary>
internal static class Ranges
{
    public static (State Range, Func<State, bool> IsIn) Of(Random random, StateClass type)
    {
        var (start, isAfter) = Bound(random, type, 1);
        var (end, isBefore) = Bound(random, type, -1);
        return (List(start, end), value => isAfter(value) && isBefore(value));
    }

    private static (State Bound, Func<State, bool> IsIn) Bound(
        Random random, StateClass type, int side)
    {
        var kind = random.Next(3);
        if (kind == 0) return (State.None, _ => true);
        var at = RandomValues.Of(random, type);
        return kind == 1
            ? (List(Text("in"), at), value => Orders.Compare(value, at) * side >= 0)
            : (List(Text("ex"), at), value => Orders.Compare(value, at) * side > 0);
    }
}
