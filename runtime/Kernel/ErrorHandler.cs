using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// `/error/&lt;code&gt;`: raises that error (spec/language.md 8.2), whatever the
/// verb (spec/host.md 1.3).
/// </summary>
public sealed class ErrorHandler : Handler
{
    public override ValueTask<State> Get(CallContext context, Link link, State key) =>
        new(ErrorFunctions.Get(link, key));

    public override ValueTask<State> Post(CallContext context, Link link, State parameters) =>
        new(Boundary.Refuse(parameters, "the parameters") is { } fault
            ? State.Of(fault) : ErrorFunctions.Post(link, parameters));

    public override ValueTask<State> Put(CallContext context, Link link, State key, State value) =>
        new(ErrorFunctions.Get(link, key.IsNone ? value : key));

    public override ValueTask<State> Delete(CallContext context, Link link, State key) =>
        new(ErrorFunctions.Get(link, key));
}
