using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// What station 8 hands to station 9. The answer is a state where the request succeeded (a
/// hypothetical one is rolled back and still has an answer), else the fault.
/// </summary>
public readonly record struct Outcome(OutcomeKind Kind, State Answer);
