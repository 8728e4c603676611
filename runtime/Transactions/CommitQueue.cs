using System.Threading.Channels;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Group commit: what waits when the disk is free goes to it in one batch with one sync, so many
/// at once share one, and a lone one waits for nobody. A failure of the disk ends it: what may be
/// on the disk then is in doubt, and nothing more is accepted.
/// </summary>
public sealed class CommitQueue : IAsyncDisposable
{
    /// <summary>
    /// Commits in one batch: bounds how long the first of them waits for the last.
    /// </summary>
    private const int MostInBatch = 1024;

    private readonly IStore _store;
    private readonly Channel<Entry> _queue = Channel.CreateUnbounded<Entry>();

    // Released once for each entry, and once for the end.
    private readonly SemaphoreSlim _arrived = new(0);
    private Task _writer = Task.CompletedTask;
    private volatile Exception? _failure;

    /// <summary>A queue that nobody serves yet.</summary>
    public CommitQueue(IStore store) => _store = store;

    /// <summary>Why nothing can be written any more, or null.</summary>
    public Exception? Failure => _failure;

    /// <summary>Batches that were written and synced so far.</summary>
    public long Batches { get; private set; }

    /// <summary>Transactions in those batches.</summary>
    public long Commits { get; private set; }

    /// <summary>
    /// Completes with true when the writes are durable, with false when nobody can know. Each
    /// request has one at most, so the host's limit on requests bounds the queue.
    /// </summary>
    public Task<bool> Write(IReadOnlyList<StoreWrite> writes)
    {
        var entry = new Entry(writes);
        if (_failure is not null || !_queue.Writer.TryWrite(entry)) return Task.FromResult(false);
        _arrived.Release();
        return entry.Done.Task;
    }

    /// <summary>
    /// Serves the queue from now on, until it is disposed of; on a thread of its own, which waits
    /// for the disk most of the time: the pool has no more threads than there are cores.
    /// </summary>
    public void Start() => _writer = Task.Factory.StartNew(
        Serve, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Writes one batch of what waits now; false where nothing does.</summary>
    public bool WriteBatch()
    {
        var batch = new List<Entry>();
        while (batch.Count < MostInBatch && _queue.Reader.TryRead(out var entry)) batch.Add(entry);
        if (batch.Count == 0) return false;
        var isDurable = TryWrite([.. batch.SelectMany(entry => entry.Writes)]);
        if (isDurable) Commits += batch.Count;
        foreach (var entry in batch) entry.Done.SetResult(isDurable);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_queue.Writer.TryComplete()) _arrived.Release();
        await _writer.ConfigureAwait(false);
    }

    // A batch takes many entries, so most of their releases find nothing left to do.
    private void Serve()
    {
        do _arrived.Wait();
        while (WriteBatch() || !_queue.Reader.Completion.IsCompleted);
    }

    private bool TryWrite(IReadOnlyList<StoreWrite> writes)
    {
        if (_failure is not null) return false;
        try
        {
            _store.Write(writes);
            _store.Sync();
            Batches++;
            return true;
        }
        catch (Exception e)
        {
            _failure = e;
            return false;
        }
    }

    private sealed record Entry(IReadOnlyList<StoreWrite> Writes)
    {
        internal TaskCompletionSource<bool> Done { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
