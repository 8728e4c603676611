using System.Collections.Frozen;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// Station 5: picks the handler by a link's first segment. Requests from outside and the calls of
/// running ops come by the same door. `authorities` are this host's own, such as
/// `http://127.0.0.1:8702`: links to them stay in the process.
/// </summary>
public sealed class Router(
    IReadOnlyDictionary<string, Handler> roots, IEnumerable<string> authorities,
    Egress? egress = null) : IVerbs
{
    private readonly FrozenDictionary<string, Handler> _roots = roots.ToFrozenDictionary();
    private readonly FrozenSet<string> _authorities =
        authorities.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>How the body of such a request is parsed.</summary>
    public BodyForm FormOf(Verb verb, Link link) => verb switch
    {
        Verb.Get or Verb.Delete => BodyForm.None,
        Verb.Put => BodyForm.Value,
        Verb.Post => Find(link) is { } handler ? handler.PostForm(link) : BodyForm.Parameters,
    };

    /// <summary>
    /// Whether a caller from outside may apply the verb to the link: null, or the fault. The one
    /// place where it is asked; what an op calls in turn, it calls by its service's authority.
    /// </summary>
    public static Fault? Authorize(Caller caller, Verb verb, Link link)
    {
        // What hosts tell each other of a transaction is judged by who owns it (D-AUTH-6).
        var isTold = verb == Verb.Post && link.Path is [{ Text: "transact" }, _, _];
        return isTold && !caller.IsAnonymous ? null : caller.Refuse(link.WithoutHost(), verb);
    }

    /// <summary>Answers a request from outside with a state or a fault.</summary>
    public ValueTask<State> Handle(CallContext context, Request request)
    {
        var link = request.Link;
        if (Authorize(context.Caller, request.Verb, link) is { } refused)
            return new(State.Of(refused));
        if (Find(link) is not { } handler) return Elsewhere(context, request);
        // What is stored at once can't be part of a transaction that others decide.
        if (!context.Txn.IsMain && !handler.CanRollBack(link.WithoutHost())
            && request.Verb is Verb.Put or Verb.Delete)
            return OnItsOwn(link);
        link = link.WithoutHost();
        return request.Verb switch
        {
            Verb.Get => handler.Get(context, link, request.Key),
            Verb.Put => handler.Put(context, link, request.Key, request.Body),
            Verb.Post => handler.Post(context, link, request.Body),
            Verb.Delete => handler.Delete(context, link, request.Key),
        };
    }

    public ValueTask<State> Get(CallContext context, Link link, State key) =>
        Find(link) is { } handler
            ? handler.Get(context, link.WithoutHost(), key)
            : Elsewhere(context, new Request(Verb.Get, link, key, State.None));

    public ValueTask<State> Put(CallContext context, Link link, State key, State value)
    {
        if (Find(link) is not { } handler)
            return Elsewhere(context, new Request(Verb.Put, link, key, value));
        link = link.WithoutHost();
        return handler.CanRollBack(link)
            ? handler.Put(context, link, key, value) : OnItsOwn(link);
    }

    public ValueTask<State> Post(CallContext context, Link link, State parameters) =>
        Find(link) is { } handler
            ? handler.Post(context, link.WithoutHost(), parameters)
            : Elsewhere(context, new Request(Verb.Post, link, State.None, parameters));

    public ValueTask<State> Delete(CallContext context, Link link, State key)
    {
        if (Find(link) is not { } handler)
            return Elsewhere(context, new Request(Verb.Delete, link, key, State.None));
        link = link.WithoutHost();
        return handler.CanRollBack(link)
            ? handler.Delete(context, link, key) : OnItsOwn(link);
    }

    private static ValueTask<State> OnItsOwn(Link link) =>
        new(State.Of(Fault.NotImplemented($"an op can't write to {link}: its transaction "
            + "could not take that back; send the write as a request of its own")));

    private bool IsLocal(Link link) => link.Host is null || _authorities.Contains(link.Host);

    private Handler? Find(Link link) =>
        IsLocal(link) && !link.Path.IsEmpty ? _roots.GetValueOrDefault(link.Path[0].Text) : null;

    private ValueTask<State> Elsewhere(CallContext context, Request request) =>
        IsLocal(request.Link)
            ? new(State.Of(Fault.NotFound($"there is nothing at {request.Link}")))
            : egress?.Send(context, request) ?? new(State.Of(Fault.BadGateway(
                $"{request.Link} is on another host, and there is no way to it from here")));
}
