using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// An answer as it prints: each collection in it is claimed for reading, so that nothing waits
/// while its rows are written out, and stands as what it shows. Called between stations 7 and 8,
/// for what another transaction is still writing may have to be waited for.
/// </summary>
public static class ShownAnswer
{
    /// <summary>The answer itself where it holds no collection; or the fault of a claim.</summary>
    public static ValueTask<State> Of(State answer) =>
        Holds(answer) ? Show(answer, []) : new(answer);

    // Limits.StateDepth bounds the recursion here and below, Limits.StateWeight the work.
    private static bool Holds(State state) =>
        state.As<StateObject>() switch
        {
            Collection => true,
            TupleState tuple => Any(tuple.Items),
            MapState map => Any(map.Values),
            _ => false,
        };

    private static bool Any(ImmutableArray<State> items)
    {
        foreach (var item in items)
        {
            if (Holds(item)) return true;
        }

        return false;
    }

    /// <summary>`seen`: one that is there more than once is claimed once.</summary>
    private static async ValueTask<State> Show(State state, Dictionary<Collection, State> seen)
    {
        switch (state.As<StateObject>())
        {
            case Collection collection:
                if (seen.TryGetValue(collection, out var shown)) return shown;
                var fault = await collection.Claim().ConfigureAwait(false);
                return seen[collection] = fault is null ? collection.Shown() : State.Of(fault);
            case TupleState tuple:
                return await Show(tuple.Items, State.Tuple, seen).ConfigureAwait(false);
            case MapState map:
                return await Show(map.Values, values => State.Map(map.Keys, values), seen)
                    .ConfigureAwait(false);
            default:
                return state;
        }
    }

    private static async ValueTask<State> Show(
        ImmutableArray<State> items, Func<ImmutableArray<State>, State> make,
        Dictionary<Collection, State> seen)
    {
        var shown = ImmutableArray.CreateBuilder<State>(items.Length);
        foreach (var item in items)
        {
            var part = await Show(item, seen).ConfigureAwait(false);
            if (part.IsFault) return part;
            shown.Add(part);
        }

        return make(shown.MoveToImmutable());
    }
}
