namespace TinyChain.Tests.Serializability;

/// <summary>What a client knows of a transaction's end.</summary>
internal enum Ending
{
    Committed,
    Aborted,

    /// <summary>No answer came. It may have happened; what it read is not known.</summary>
    Unknown,
}

/// <summary>A transaction as its client saw it; the times are any clock's that all share.</summary>
internal sealed record Attempt(long Started, long Ended, Ending Ending, IReadOnlyList<Step> Steps);
