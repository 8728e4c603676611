namespace TinyChain.Runtime.Transactions.Outcomes;

/// <summary>How a request ended that had a key: it committed, and was answered so.</summary>
/// <param name="Txn">The id of its transaction.</param>
/// <param name="Answer">Its answer's JSON, as it was sent.</param>
public sealed record StoredOutcome(string Txn, string Answer);
