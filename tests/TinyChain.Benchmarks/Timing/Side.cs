using System.Diagnostics;

namespace TinyChain.Benchmarks.Timing;

/// <summary>
/// One of the programs that are compared: a loop of calls, run so often that the clock's own cost
/// and grain vanish.
/// </summary>
internal sealed class Side(Action<int> run)
{
    /// <summary>How long a sample takes, unless one call takes longer.</summary>
    private static readonly TimeSpan s_sample = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// The runtime counts calls for 100 ms before it compiles what was called often again, better;
    /// and what that calls after another 100 ms.
    /// </summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(500);

    private int _times = 1;

    /// <summary>Runs until the code is as good as it gets; finds how long a sample is.</summary>
    internal void WarmUp()
    {
        var start = Stopwatch.GetTimestamp();
        do
        {
            var elapsed = Time();
            if (elapsed < s_sample / 2) _times = checked(_times * 2);
        }
        while (Stopwatch.GetElapsedTime(start) < s_warmUp);
        while (_times > 1 && Time() > 2 * s_sample) _times /= 2;
        while (Time() < s_sample / 2) _times = checked(_times * 2);
    }

    internal Sample Take()
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var elapsed = Time();
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        return new(elapsed.TotalNanoseconds / _times, bytes / (double)_times);
    }

    private TimeSpan Time()
    {
        var start = Stopwatch.GetTimestamp();
        run(_times);
        return Stopwatch.GetElapsedTime(start);
    }
}
