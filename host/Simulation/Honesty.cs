namespace TinyChain.Host.Simulation;

/// <summary>How a simulated disk keeps its word.</summary>
public enum Honesty
{
    Honest,

    /// <summary>It says that it has synced, and has not.</summary>
    ForgetsSync,

    /// <summary>A batch may survive a crash in part.</summary>
    Tears,
}
