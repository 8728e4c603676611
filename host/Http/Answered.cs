using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Telemetry;

namespace TinyChain.Host.Http;

/// <summary>
/// What a request came to, a state or a fault, and at which station; its budget where it got as far
/// as to have one.
/// </summary>
internal sealed record Answered(Station Station, State Answer, Budget? Budget = null)
{
    /// <summary>The JSON that the same request was answered with before; then that is it.</summary>
    internal string? Before { get; init; }
}
