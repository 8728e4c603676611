using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Ordered keys and values as one transaction sees them: the newest commits before it, and its own
/// writes. Called by collections, which claim first and then read and write without waiting.
/// Implementations: what is stored, under locks, and what lives and dies with a transaction.
/// </summary>
public interface IKeySpace
{
    /// <summary>
    /// Claims a range for reading: waits until older transactions that write to it have ended, and
    /// keeps others from writing to it in this one's past. Null, or why not (408, 409, 503).
    /// </summary>
    ValueTask<Fault?> ClaimRead(KeyRange range);

    /// <summary>
    /// Claims a key for writing: waits for older transactions, and conflicts with younger ones
    /// (409). Null, or why not. May be claimed again.
    /// </summary>
    ValueTask<Fault?> ClaimWrite(byte[] key);

    /// <summary>The value of a claimed key, or null.</summary>
    byte[]? Get(byte[] key);

    /// <summary>
    /// The entries of a claimed range, in order or in reverse. Read page by page as it goes, so
    /// that neither a large range nor the transaction's own writes meanwhile do any harm.
    /// </summary>
    IEnumerable<StoreEntry> Scan(KeyRange range, bool isReversed = false);

    /// <summary>
    /// The part of a range, from its start or its end, that holds so many entries at the moment;
    /// all of it where there are fewer. A guess before a claim, which may find others there.
    /// </summary>
    KeyRange Part(KeyRange range, int entries, bool isReversed) => range;

    /// <summary>
    /// Takes what work on rows costs from the request that does it, and lets others go first when
    /// it runs long. Null, or why the request has to end. Not for each row: RowMeter adds them up.
    /// </summary>
    Fault? Pay(long fuel) => null;

    /// <summary>
    /// Sets a key that was claimed for writing; null deletes it. Null, or why not (a limit, or a
    /// transaction that has ended).
    /// </summary>
    Fault? Set(byte[] key, byte[]? value);
}
