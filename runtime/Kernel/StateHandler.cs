using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Runtime.Kernel;

/// <summary>`/state`: the pure functions of spec/language.md 5.8.</summary>
public sealed class StateHandler : Handler
{
    public override ValueTask<State> Get(CallContext context, Link link, State key) =>
        new(StateFunctions.Get(link, key));

    public override ValueTask<State> Post(CallContext context, Link link, State parameters) =>
        new(Boundary.Refuse(parameters, "the parameters") is { } fault
            ? State.Of(fault) : StateFunctions.Post(link, parameters));
}
