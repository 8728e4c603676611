using System.Collections.Frozen;
using System.Collections.Immutable;
using TinyChain.Ir.Checking;
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

    // By which links of this host may be written.
    private readonly ImmutableArray<string?> _names = [null, .. authorities];

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
    public static Fault? Authorize(Caller caller, Verb verb, Link link) =>
        // That is judged by who owns the transaction (D-AUTH-6).
        IsTold(verb, link) && !caller.IsAnonymous ? null
            : caller.Refuse(link.WithoutHost(), verb);

    /// <summary>
    /// Whether it is what hosts tell each other of a transaction, in the course of it.
    /// </summary>
    public static bool IsTold(Verb verb, Link link) =>
        verb == Verb.Post && link.Path is [{ Text: "transact" }, _, _];

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
        Confine(context, Verb.Get, link) is { } refused ? new(State.Of(refused))
        : Find(link) is { } handler
            ? handler.Get(context, link.WithoutHost(), key)
            : Elsewhere(context, new Request(Verb.Get, link, key, State.None));

    public ValueTask<State> Put(CallContext context, Link link, State key, State value)
    {
        if (Confine(context, Verb.Put, link) is { } refused) return new(State.Of(refused));
        if (Find(link) is not { } handler)
            return Elsewhere(context, new Request(Verb.Put, link, key, value));
        link = link.WithoutHost();
        return handler.CanRollBack(link)
            ? handler.Put(context, link, key, value) : OnItsOwn(link);
    }

    public ValueTask<State> Post(CallContext context, Link link, State parameters) =>
        Confine(context, Verb.Post, link) is { } refused ? new(State.Of(refused))
        : Find(link) is { } handler
            ? handler.Post(context, link.WithoutHost(), parameters)
            : Elsewhere(context, new Request(Verb.Post, link, State.None, parameters));

    public ValueTask<State> Delete(CallContext context, Link link, State key)
    {
        if (Confine(context, Verb.Delete, link) is { } refused) return new(State.Of(refused));
        if (Find(link) is not { } handler)
            return Elsewhere(context, new Request(Verb.Delete, link, key, State.None));
        link = link.WithoutHost();
        return handler.CanRollBack(link)
            ? handler.Delete(context, link, key) : OnItsOwn(link);
    }

    /// <summary>
    /// Whether the code that runs may call the link: null, or the fault. The one place where it is
    /// asked, as every call of an op comes by here. What a client sends along acts for the client.
    /// </summary>
    private Fault? Confine(CallContext context, Verb verb, Link link)
    {
        if (context.Acting is not { } acting) return null;
        var isAllowed = !IsLocal(link) ? acting.Reach.Holds(verb, link.Host, link.Path)
            : IsFree(acting, verb, link) || Reaches(acting.Reach, verb, link.Path);
        return isAllowed ? null : acting.Refusal(verb, link);
    }

    /// <summary>
    /// What belongs to the language, or to the version itself; and to look at a class, as objects
    /// do for what they inherit.
    /// </summary>
    private static bool IsFree(ActingVersion acting, Verb verb, Link link) =>
        link.Path is [] or [{ Text: "state" or "error" }, ..] || acting.Owns(link)
        || (verb == Verb.Get && link.Path is [{ Text: "class" }, .., var version, _]
            && VersionId.Parse(version.Text) is not null);

    private bool Reaches(Reach reach, Verb verb, ImmutableArray<Id> path)
    {
        foreach (var name in _names)
        {
            if (reach.Holds(verb, name, path)) return true;
        }

        return false;
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
