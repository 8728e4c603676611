namespace TinyChain.Ir.Values;

/// <summary>Collects a map's entries in any order, and tells when a key comes twice.</summary>
public sealed class MapBuilder
{
    private readonly SortedDictionary<Id, State> _entries = [];

    /// <summary>False when the key is there already; the first value stays.</summary>
    public bool TryAdd(Id key, State value) => _entries.TryAdd(key, value);

    /// <summary>Adds or replaces.</summary>
    public void Set(Id key, State value) => _entries[key] = value;

    /// <summary>The map, or a fault where the limits are passed.</summary>
    public State ToState() => State.Map([.. _entries.Keys], [.. _entries.Values]);
}
