using System.Diagnostics;

namespace TinyChain.Benchmarks.Serving;

/// <summary>What the disk can do with nothing above it.</summary>
internal static class Disk
{
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Commits per second when groups of commits are appended to a file, each group with one sync.
    /// </summary>
    internal static double Commits(string folder, int bytesPerCommit, double group)
    {
        var path = Path.Combine(folder, "raw");
        var bytes = new byte[(int)Math.Ceiling(bytesPerCommit * group)];
        var (clock, syncs) = (Stopwatch.StartNew(), 0);
        using (var file = File.Create(path, bufferSize: 1))
        {
            for (; clock.Elapsed < s_time; syncs++)
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
        }

        File.Delete(path);
        return syncs * group / clock.Elapsed.TotalSeconds;
    }
}
