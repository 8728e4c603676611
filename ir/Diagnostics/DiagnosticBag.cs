namespace TinyChain.Ir.Diagnostics;

/// <summary>
/// Collects diagnostics, at most <see cref="Limits.Diagnostics"/>; counts the rest.
/// </summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _items = [];

    public IReadOnlyList<Diagnostic> Items => _items;

    /// <summary>How many came after the bag was full.</summary>
    public int Dropped { get; private set; }

    public bool IsEmpty => _items.Count == 0;

    public void Add(Diagnostic diagnostic)
    {
        if (_items.Count < Limits.Diagnostics) _items.Add(diagnostic);
        else Dropped++;
    }
}
