using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// All that transactions need over one store, put together, and taken down in order.
/// </summary>
public sealed class TxnEngine : IAsyncDisposable
{
    private readonly TxnClock _clock;
    private readonly CommitQueue _commits;
    private readonly ActiveTxns _active;

    /// <summary>
    /// Transactions over a store. `versionBytes` is memory for the versions that older readers may
    /// still ask for.
    /// </summary>
    public TxnEngine(
        IStore store, TimeProvider time, IEntropy entropy, ClockWindow window, long versionBytes)
    {
        _clock = new TxnClock(time, entropy, store);
        _commits = new CommitQueue(store);
        var data = new StoredData(store);
        _active = new ActiveTxns(time, _clock, data, window, versionBytes);
        Runner = new TxnRunner(data, _commits, _active);
    }

    public TxnRunner Runner { get; }

    /// <summary>What goes to the disk. Nothing does before its Start.</summary>
    public CommitQueue Commits => _commits;

    /// <summary>Transactions that are open.</summary>
    public int Open => _active.Count;

    public async ValueTask DisposeAsync()
    {
        _active.Dispose();
        await _commits.DisposeAsync().ConfigureAwait(false);
        _clock.Dispose();
    }
}
