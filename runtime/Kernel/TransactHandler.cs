using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// `/transact`. `/transact/hypothetical` (spec/host.md 2.8) runs statements and answers with the
/// last one's state; its transaction is always rolled back. `/transact/X` tells how transaction X
/// stands, and below it is what hosts say to each other about it (spec/host.md 3.4).
/// </summary>
public sealed class TransactHandler(TxnControl control) : Handler
{
    private const string Hypothetical = "hypothetical";

    public override ValueTask<State> Get(CallContext context, Link link, State key) =>
        IsHypothetical(link) ? NotAllowed(Verb.Get, link)
        : link.Path.Length == 2 && IdOf(link) is { } id ? new(control.Query(id))
        : NotFound(link);

    public override ValueTask<State> Put(CallContext context, Link link, State key, State value) =>
        Refuse(Verb.Put, link);

    public override ValueTask<State> Post(CallContext context, Link link, State parameters)
    {
        if (!IsHypothetical(link)) return Tell(context, link, parameters);
        // Only a request from outside is parsed as statements; an op passes a map.
        return parameters.As<OpDef>() is { } op
            ? OpRunner.Run(context, op)
            : new(State.Of(Fault.BadRequest($"{link} can't be called from within an op")));
    }

    public override ValueTask<State> Delete(CallContext context, Link link, State key) =>
        Refuse(Verb.Delete, link);

    public override BodyForm PostForm(Link link) =>
        IsHypothetical(link) ? BodyForm.Statements : BodyForm.Parameters;

    private ValueTask<State> Tell(CallContext context, Link link, State parameters)
    {
        if (link.Path.Length != 3 || IdOf(link) is not { } id) return NotFound(link);
        var by = context.Caller.LockOf(id.ToString());
        return link.Path[2].Text switch
        {
            TxnMessages.Join => new(Join(context, id, parameters)),
            // M3: a token that does not lock X has no say in it, be X known here or not.
            TxnMessages.Prepare or TxnMessages.Commit or TxnMessages.Abort
                when by is null && !context.Caller.IsAnonymous => new(TxnControl.NotTheOwner(id)),
            TxnMessages.Prepare => control.Prepare(id, by),
            TxnMessages.Commit => control.Commit(id, by),
            TxnMessages.Abort => control.Abort(id, by),
            _ => NotFound(link),
        };
    }

    private State Join(CallContext context, TxnId id, State parameters)
    {
        var text = TxnMessages.Text(parameters, TxnMessages.Leader);
        return text is not null && Link.TryParse(text, out var leader, out _)
            && leader.Host is not null
                ? control.Join(id, leader, context.Caller.OwnerOf(id.ToString()))
                : State.Of(Fault.BadRequest("a join takes {\"cluster\": path, \"leader\": link}, "
                    + "where the leader's link has a host"));
    }

    private static ValueTask<State> Refuse(Verb verb, Link link) =>
        IsHypothetical(link) ? NotAllowed(verb, link) : NotFound(link);

    private static TxnId? IdOf(Link link) => TxnId.Parse(link.Path[1].Text);

    private static bool IsHypothetical(Link link) =>
        link.Path.Length == 2 && link.Path[1].Text == Hypothetical;
}
