namespace TinyChain.Runtime.Transactions.Outcomes;

/// <summary>A request's right to run under a key, until it is given back.</summary>
public sealed class KeyClaim
{
    internal KeyClaim(OutcomeKey key) => Key = key;

    internal OutcomeKey Key { get; }

    /// <summary>Completes when the next may try.</summary>
    internal TaskCompletionSource Ended { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
