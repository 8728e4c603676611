using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Counts the rows that a long piece of work reads or writes, and pays for them now and then. Held
/// as a local variable: work on a few rows costs nothing.
/// </summary>
internal struct RowMeter(IKeySpace space)
{
    // A row takes microseconds, a unit of fuel up to 100 ns.
    private const int PerRow = 16;
    private const int BytesPerUnit = 64;

    // So some 0.1 ms pass before the first look at the clock, as with all that takes fuel.
    private const int AtOnce = 1024;

    private long _due;

    /// <summary>Counts a row. Null to go on, or why the request has to end.</summary>
    internal Fault? Add(StoreEntry entry) => Add(entry.Value.Length);

    /// <summary>Counts a row of about so many bytes.</summary>
    internal Fault? Add(long bytes = 0)
    {
        _due += PerRow + (bytes / BytesPerUnit);
        if (_due < AtOnce) return null;
        var fault = space.Pay(_due);
        _due = 0;
        return fault;
    }
}
