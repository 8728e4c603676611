using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// `/transact/hypothetical` (spec/host.md 2.8): runs statements and answers with the last one's
/// state. Its transaction is always rolled back.
/// </summary>
public sealed class HypotheticalHandler : Handler
{
    private const string Name = "hypothetical";

    public override ValueTask<State> Get(CallContext context, Link link, State key) =>
        IsHere(link) ? NotAllowed(Verb.Get, link) : NotFound(link);

    public override ValueTask<State> Put(CallContext context, Link link, State key, State value) =>
        IsHere(link) ? NotAllowed(Verb.Put, link) : NotFound(link);

    public override ValueTask<State> Post(CallContext context, Link link, State parameters)
    {
        if (!IsHere(link)) return NotFound(link);
        // Only a request from outside is parsed as statements; an op passes a map.
        return parameters.As<OpDef>() is { } op
            ? OpRunner.Run(context, op)
            : new(State.Of(Fault.BadRequest($"{link} can't be called from within an op")));
    }

    public override ValueTask<State> Delete(CallContext context, Link link, State key) =>
        IsHere(link) ? NotAllowed(Verb.Delete, link) : NotFound(link);

    public override BodyForm PostForm(Link link) =>
        IsHere(link) ? BodyForm.Statements : BodyForm.Parameters;

    private static bool IsHere(Link link) => link.Path.Length == 2 && link.Path[1].Text == Name;
}
