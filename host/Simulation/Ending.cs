namespace TinyChain.Host.Simulation;

/// <summary>What a client knows of a transaction's end.</summary>
public enum Ending
{
    Committed,
    Aborted,

    /// <summary>No answer came. It may have happened; what it read is not known.</summary>
    Unknown,
}
