using System.Collections.Immutable;

namespace TinyChain.Ir.Values;

/// <summary>
/// A map from Ids to states, its keys in ordinal order (J7). Made by <see cref="State.Map"/>, which
/// limits it.
/// </summary>
public sealed class MapState : StateObject
{
    public static readonly MapState Empty = new([], [], 2, 1);

    private object? _knownAs;

    internal MapState(
        ImmutableArray<Id> keys, ImmutableArray<State> values, long weight, int depth)
    {
        Keys = keys;
        Values = values;
        Weight = weight;
        Depth = depth;
    }

    /// <summary>The keys, ascending; each has its value at the same index.</summary>
    public ImmutableArray<Id> Keys { get; }

    public ImmutableArray<State> Values { get; }

    public int Count => Keys.Length;

    public override StateClass Class => StateClass.Map;

    public override long Weight { get; }

    public override int Depth { get; }

    /// <summary>
    /// Whether the entries were last found to be what `type` says. Code that is specialised for it
    /// asks at each call, and they never change.
    /// </summary>
    public bool IsKnownAs(object type) => ReferenceEquals(_knownAs, type);

    /// <summary>The entries are what `type` says.</summary>
    public void KnowAs(object type) => _knownAs = type;

    /// <summary>The value under a key; false when there is none.</summary>
    public bool TryGet(string key, out State value)
    {
        var index = IndexOf(key);
        value = index < 0 ? State.None : Values[index];
        return index >= 0;
    }

    private int IndexOf(string key)
    {
        var (low, high) = (0, Keys.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Id.Compare(Keys[middle].Text, key);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }
}
