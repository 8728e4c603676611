using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// `/host`: what the host says of itself. `/host/public_key` lists the keys that verify its
/// tokens, as JWKs, the signing one first; `?key="&lt;kid&gt;"` picks one. `/host/authorize`, with
/// the key `[issuer, link]`, fails unless the issuer has signed that the caller may POST there
/// (spec/host.md 5.4): a service's op asks it before it does what only some may have done.
/// `/host/dependencies` tells what the ops of the version that is its key may call, and
/// `/host/transactions` what is open; a POST below it ends a doubt.
/// </summary>
public sealed class HostHandler(
    KeyRing keys, TimeProvider time, Func<Link, ActingVersion?> installed,
    TransactionsPage transactions) : Handler
{
    private const string PublicKeys = "public_key";
    private const string Authorize = "authorize";
    private const string Dependencies = "dependencies";

    private static readonly (VerbSet Verbs, Id Name)[] s_verbs =
    [
        (VerbSet.Get, Id.Of("get")), (VerbSet.Put, Id.Of("put")), (VerbSet.Post, Id.Of("post")),
        (VerbSet.Delete, Id.Of("delete")), (VerbSet.Any, Id.Of("any")),
    ];

    private static readonly ImmutableArray<Id> s_members =
        [Id.Of("kty"), Id.Of("crv"), Id.Of("x"), Id.Of("y"), Id.Of("kid")];

    public override ValueTask<State> Get(CallContext context, Link link, State key)
    {
        if (link.Path is [_, { Text: Authorize }]) return new(AskFor(context.Caller, key));
        if (link.Path is [_, { Text: Dependencies }]) return new(Reached(context.Caller, key));
        if (link.Path is [_, { Text: TransactionsPage.Name }])
            return new(transactions.List(context));
        if (link.Path is not [_, { Text: PublicKeys }]) return NotFound(link);
        var all = keys.Verifying(time.GetUtcNow());
        if (key.IsNone) return new(State.Tuple([.. all.Select(Show)]));
        return all.FirstOrDefault(k => k.Kid == key.As<string>()) is { } found
            ? new(Show(found)) : NotFound(link);
    }

    public override ValueTask<State> Post(CallContext context, Link link, State parameters) =>
        link.Path is [_, { Text: TransactionsPage.Name }, var id]
            ? transactions.Resolve(context, id, parameters)
            : base.Post(context, link, parameters);

    private static State AskFor(Caller caller, State key)
    {
        if (key.As<TupleState>() is not { Items: [var first, var second] }
            || LinkOf(first) is not { } issuer || LinkOf(second) is not { } link)
            return State.Of(Fault.BadRequest("the key is [issuer, link]"));
        return caller.IsSentBy(issuer, link, Verb.Post) ? State.None
            : State.Of(Fault.Forbidden($"{issuer} has not signed that {link} may be called"));
    }

    /// <summary>`{"get": [link, …], …}`; `any` are links to which any verb may be sent.</summary>
    private State Reached(Caller caller, State key)
    {
        if (LinkOf(key) is not { Host: null } link)
            return State.Of(Fault.BadRequest("the key is a version's link, without a host"));
        if (Router.Authorize(caller, Verb.Get, link) is { } refused) return State.Of(refused);
        if (installed(link) is not { } version)
            return State.Of(Fault.NotFound($"{link} is no version that is installed here"));
        var calls = InstallReport.Foreign(version).ToList();
        var map = new MapBuilder();
        foreach (var (verbs, name) in s_verbs)
        {
            var links = calls.Where(c => IsListed(c.Verbs, verbs)).ToList();
            if (links.Count > 0)
                map.Set(name, State.Tuple([.. links.Select(c => State.Of(c.Link.ToString()))]));
        }

        return map.ToState();
    }

    private static bool IsListed(VerbSet verbs, VerbSet under) =>
        verbs == VerbSet.Any || under == VerbSet.Any ? verbs == under : (verbs & under) != 0;

    private static Link? LinkOf(State state) => state.As<Link>()
        ?? (state.As<string>() is { } text && Link.TryParse(text, out var link, out _)
            ? link : null);

    private static State Show(PublicKey key) => State.Map(
        s_members,
        [State.Of("EC"), State.Of("P-256"), State.Of(key.X), State.Of(key.Y), State.Of(key.Kid)]);
}
