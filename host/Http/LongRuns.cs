namespace TinyChain.Host.Http;

/// <summary>
/// Shares threads and cores among requests that run long. An op's body never yields its thread,
/// and the pool has one for each core: as many endless loops would stop every other request, and
/// the reading of sockets too (decision 0007). So each long run
/// <list type="number">
/// <item>gives the pool threads while it lasts, up to <see cref="Most"/>; what would be one
/// more is refused;</item>
/// <item>computes only in its turn, of which there are as many as cores, so that short requests
/// compete with a few threads and not with all of them.</item>
/// </list>
/// </summary>
internal sealed class LongRuns(TimeProvider time)
{
    // With 32 for a core, each has some 100 ms of it in its 3 s; a thread costs some 100 KiB.
    private const int PerCore = 32;

    // Threads for those who are not long yet, so that a crowd that comes at once is let in ever
    // faster and not one by one; and no more, as each may hold a large state by then.
    private static readonly int s_mostSpare = 4 * Environment.ProcessorCount;

    // Short beside what people notice, long beside the change of threads.
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(10);

    // The pool's minimum belongs to the process, which may have several hosts.
    private static readonly Lock s_poolGate = new();

    // Guards all below: every turn is free, or has one run that HasTurn.
    private readonly Lock _gate = new();
    private readonly LinkedList<LongRun> _waiting = [];
    private int _freeTurns = Environment.ProcessorCount;
    private int _running;

    internal static int Most { get; } = PerCore * Environment.ProcessorCount;

    /// <summary>Begins a run, which has no turn yet; null where there are too many.</summary>
    internal LongRun? Enter()
    {
        lock (_gate)
        {
            if (_running == Most) return null;
            _running++;
            AddThreads(ThreadsFor(_running) - ThreadsFor(_running - 1));
        }

        return new LongRun();
    }

    /// <summary>
    /// Called often by a run: takes its first turn, and lets others go first when its turn is over.
    /// False when no turn came in time.
    /// </summary>
    internal bool TakeTurn(LongRun run, TimeSpan patience)
    {
        if (run.HasTurn && time.GetElapsedTime(run.Since) < s_turn) return true;
        bool isFree;
        lock (_gate)
        {
            if (_waiting.Count > 0) GiveTurn(run);
            isFree = run.HasTurn || _freeTurns > 0;
            if (!isFree) _waiting.AddLast(run);
            else if (!run.HasTurn) _freeTurns--;
            run.HasTurn = isFree;
        }

        var isInTime = isFree || run.Call.Wait(patience) || !GiveUp(run);
        run.Since = time.GetTimestamp();
        return isInTime;
    }

    /// <summary>Ends a run.</summary>
    internal void Leave(LongRun run)
    {
        lock (_gate)
        {
            _running--;
            GiveTurn(run);
            AddThreads(ThreadsFor(_running) - ThreadsFor(_running + 1));
        }
    }

    // False where its turn came at the last moment.
    private bool GiveUp(LongRun run)
    {
        lock (_gate)
        {
            if (_waiting.Remove(run)) return true;
        }

        run.Call.Wait();
        return false;
    }

    // Under _gate. Handed to who waits longest, so that nobody overtakes.
    private void GiveTurn(LongRun run)
    {
        if (!run.HasTurn) return;
        run.HasTurn = false;
        if (_waiting.First is not { } next)
        {
            _freeTurns++;
            return;
        }

        _waiting.RemoveFirst();
        next.Value.HasTurn = true;
        next.Value.Call.Release();
    }

    private static int ThreadsFor(int runs) => runs + Math.Min(runs, s_mostSpare);

    private static void AddThreads(int count)
    {
        lock (s_poolGate)
        {
            ThreadPool.GetMinThreads(out var workers, out var ports);
            ThreadPool.SetMinThreads(workers + count, ports);
        }
    }
}
