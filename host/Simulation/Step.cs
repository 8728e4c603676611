namespace TinyChain.Host.Simulation;

/// <summary>
/// One step of a transaction in a list-append history: it read a key's whole list, or appended a
/// value that nobody else appends.
/// </summary>
public abstract record Step(int Key)
{
    public sealed record Read(int Key, IReadOnlyList<long> Values) : Step(Key);

    public sealed record Append(int Key, long Value) : Step(Key);
}
