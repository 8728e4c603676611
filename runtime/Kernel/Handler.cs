using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// What answers below one root, such as `/lib`. The router calls it, for requests from outside and
/// for running ops alike; links have lost their host. A verb that a handler doesn't override is not
/// allowed.
/// </summary>
public abstract class Handler
{
    public virtual ValueTask<State> Get(CallContext context, Link link, State key) =>
        NotAllowed(Verb.Get, link);

    public virtual ValueTask<State> Put(CallContext context, Link link, State key, State value) =>
        NotAllowed(Verb.Put, link);

    /// <summary>Parameters are a map, or a RefState where they hold references.</summary>
    public virtual ValueTask<State> Post(CallContext context, Link link, State parameters) =>
        NotAllowed(Verb.Post, link);

    public virtual ValueTask<State> Delete(CallContext context, Link link, State key) =>
        NotAllowed(Verb.Delete, link);

    /// <summary>How a POST's body is parsed.</summary>
    public virtual BodyForm PostForm(Link link) => BodyForm.Parameters;

    /// <summary>
    /// Whether a running op may write here: only where its transaction can take the write back.
    /// </summary>
    public virtual bool CanRollBack(Link link) => true;

    protected static ValueTask<State> NotAllowed(Verb verb, Link link) =>
        new(State.Of(Fault.MethodNotAllowed(
            $"{verb.ToString().ToUpperInvariant()} is not allowed at {link}")));

    protected static ValueTask<State> NotFound(Link link) =>
        new(State.Of(Fault.NotFound($"there is nothing at {link}")));
}
