using TinyChain.Ir.Values;

namespace TinyChain.Tests.Reference;

/// <summary>The fault that ends a request; null where the evaluator gives up.</summary>
internal sealed class ReferenceFailure(Fault? fault) : Exception(fault?.Message)
{
    public Fault? Fault { get; } = fault;

    public static ReferenceFailure Bad(string message) => new(Fault.BadRequest(message));

    /// <summary>The state, unless it is a fault.</summary>
    public static State Unless(State state) =>
        state.As<Fault>() is { } fault ? throw new ReferenceFailure(fault) : state;
}
