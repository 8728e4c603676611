using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Telemetry;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Http;

/// <summary>
/// How a request ended and at which station; its budget where it got as far as to have one.
/// </summary>
internal sealed record Answered(Station Station, Outcome Outcome, Budget? Budget = null);
