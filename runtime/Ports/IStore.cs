namespace TinyChain.Runtime.Ports;

/// <summary>
/// A durable map from keys to values, ordered by the keys' bytes. The runtime is the only caller;
/// implementations are thread-safe. A failure of the disk is an exception: the host stops serving
/// what it cannot keep.
/// </summary>
public interface IStore : IDisposable
{
    /// <summary>The value under a key, or null. Sees every batch written before.</summary>
    byte[]? Get(ReadOnlyMemory<byte> key);

    /// <summary>
    /// Entries of a range, at most `limit`: the first in order, or the last in reverse order.
    /// </summary>
    IReadOnlyList<StoreEntry> Scan(KeyRange range, int limit, bool isReversed = false);

    /// <summary>
    /// Applies a batch whole or not at all. It survives a crash once Sync returned.
    /// </summary>
    void Write(IReadOnlyList<StoreWrite> batch);

    /// <summary>Returns when everything written before is on stable storage.</summary>
    void Sync();
}
