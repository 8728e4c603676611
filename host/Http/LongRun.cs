namespace TinyChain.Host.Http;

/// <summary>One long run, as <see cref="LongRuns"/> keeps it, under its lock.</summary>
internal sealed class LongRun
{
    /// <summary>Released once for each turn that it is handed while it waits.</summary>
    internal SemaphoreSlim Call { get; } = new(0);

    internal bool HasTurn { get; set; }

    /// <summary>When its turn began: a time stamp.</summary>
    internal long Since { get; set; }
}
