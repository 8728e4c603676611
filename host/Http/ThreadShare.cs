using TinyChain.Ir.Values;

namespace TinyChain.Host.Http;

/// <summary>
/// One request's share of the host's threads: nothing while it is short, a long run once it asks
/// for turns. Kept until the answer is made; sending it takes no thread.
/// </summary>
internal sealed class ThreadShare(LongRuns runs, Deadline deadline) : IDisposable
{
    // A text of this size is read or written within some ten milliseconds.
    private const long LargeBytes = 1 << 20;

    // Guards the fields below: work that was left behind at the deadline may still ask while the
    // share is given back.
    private readonly Lock _gate = new();
    private long _start;
    private LongRun? _run;
    private bool _isOver;

    /// <summary>Called once the request has been read: its time runs from here.</summary>
    internal void StartClock() => _start = deadline.Time.GetTimestamp();

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            if (_run is not null) runs.Leave(_run);
            _run = null;
        }
    }

    /// <summary>
    /// Called now and then by what runs long: waits for a turn when others have waited longer.
    /// </summary>
    /// <returns>Null to go on, or why it may not.</returns>
    internal Fault? TakeTurn()
    {
        lock (_gate)
        {
            if (_isOver) return deadline.Exceeded();
            _run ??= runs.Enter();
            if (_run is null)
                return Fault.Unavailable($"this host is busy with {LongRuns.Most} long requests; "
                    + "try again later");
            var left = deadline.Ttl - deadline.Time.GetElapsedTime(_start);
            return runs.TakeTurn(_run, left > TimeSpan.Zero ? left : TimeSpan.Zero)
                ? null : deadline.Exceeded();
        }
    }

    /// <summary>As TakeTurn, for work on a text of that size; a small one needs no turn.</summary>
    internal Fault? TakeTurnFor(long bytes) => bytes > LargeBytes ? TakeTurn() : null;
}
