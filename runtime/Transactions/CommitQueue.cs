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
    /// <summary>Commits in one batch: bounds how long the first of them waits for the last.</summary>
    private const int MostInBatch = 1024;

    private readonly IStore _store;
    private readonly Channel<Entry> _queue = Channel.CreateUnbounded<Entry>(
        new UnboundedChannelOptions { SingleReader = true });

    private readonly Task _writer;
    private volatile Exception? _failure;

    public CommitQueue(IStore store)
    {
        _store = store;
        // A thread of its own: it waits for the disk most of its time.
        _writer = Task.Factory.StartNew(
            WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>Why nothing can be written any more, or null.</summary>
    public Exception? Failure => _failure;

    /// <summary>Batches that were written and synced so far.</summary>
    public long Batches { get; private set; }

    /// <summary>
    /// Completes with true when the writes are durable, with false when nobody can know. Each
    /// request has one at most, so the host's limit on requests bounds the queue.
    /// </summary>
    public Task<bool> Write(IReadOnlyList<StoreWrite> writes)
    {
        var entry = new Entry(writes);
        return _failure is null && _queue.Writer.TryWrite(entry)
            ? entry.Done.Task : Task.FromResult(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer.ConfigureAwait(false);
    }

    private void WriteAll()
    {
        var batch = new List<Entry>();
        var writes = new List<StoreWrite>();
        // Blocks this thread alone.
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MostInBatch && _queue.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
                writes.AddRange(entry.Writes);
            }

            var isDurable = TryWrite(writes);
            foreach (var entry in batch) entry.Done.SetResult(isDurable);
            batch.Clear();
            writes.Clear();
        }
    }

    private bool TryWrite(List<StoreWrite> writes)
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
