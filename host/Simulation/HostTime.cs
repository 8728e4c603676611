namespace TinyChain.Host.Simulation;

/// <summary>
/// The time of one life of a host: virtual, and off by the host's own skew. A host that is down
/// hears no timer.
/// </summary>
public sealed class HostTime(SimClock clock, TimeSpan skew) : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private bool _isStopped;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() =>
        s_start + TimeSpan.FromTicks(clock.Now) + skew;

    // From 1, as 0 is what was never.
    public override long GetTimestamp() => clock.Now + 1;

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, clock, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Stop() => _isStopped = true;

    private sealed class Timer(HostTime time, SimClock clock, Action callback) : ITimer
    {
        private int _setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Wait(dueTime, period, ++_setting);
            return true;
        }

        public void Dispose() => _setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Wait(TimeSpan pause, TimeSpan period, int setting)
        {
            if (pause == Timeout.InfiniteTimeSpan) return;
            clock.After(pause, () =>
            {
                if (setting != _setting || time._isStopped) return;
                if (period > TimeSpan.Zero) Wait(period, period, setting);
                callback();
            });
        }
    }
}
