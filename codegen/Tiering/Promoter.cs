namespace TinyChain.Codegen.Tiering;

/// <summary>
/// Emits variants on one thread of its own, so that no request pays for it, and pool threads that
/// are busy with long loops don't delay it. The thread begins with the first variant and ends when
/// there were none for a while.
/// </summary>
internal sealed class Promoter(int capacity)
{
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(20);

    /// <summary>Guards all below.</summary>
    private readonly object _gate = new();
    private readonly Queue<OpVariant> _hot = [];
    private readonly Queue<OpVariant> _warm = [];
    private bool _isRunning;

    /// <summary>How many variants wait.</summary>
    internal int Count
    {
        get
        {
            lock (_gate) return _hot.Count + _warm.Count;
        }
    }

    /// <summary>
    /// False where too many wait. `isHot`: something runs it now, so it goes before those that
    /// were just installed.
    /// </summary>
    internal bool TryAdd(OpVariant variant, bool isHot)
    {
        lock (_gate)
        {
            var queue = isHot ? _hot : _warm;
            if (queue.Count >= capacity) return false;
            queue.Enqueue(variant);
            Monitor.Pulse(_gate);
            if (_isRunning) return true;
            _isRunning = true;
        }

        // Whoever starts a thread waits until it runs, on a busy machine a millisecond.
        ThreadPool.UnsafeQueueUserWorkItem(
            static me => new Thread(me.Run) { IsBackground = true, Name = "promoter" }.Start(),
            this, preferLocal: false);
        return true;
    }

    private void Run()
    {
        while (Next() is { } variant) variant.Promote();
    }

    private OpVariant? Next()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_hot.TryDequeue(out var next) || _warm.TryDequeue(out next)) return next;
                if (Monitor.Wait(_gate, s_idle)) continue;
                _isRunning = _hot.Count + _warm.Count > 0;
                if (!_isRunning) return null;
            }
        }
    }
}
