using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Chains;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel.Directories;
using TinyChain.Runtime.Kernel.Services;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// `/service`: versions are maps of scalars, of ops of all four verbs, and of chains, which hold
/// what the service keeps (spec/host.md 2, spec/collections.md 5). An op's `$self` is a reference
/// to the version, so that what it does there comes back by the kernel.
/// </summary>
public sealed class ServiceHandler(
    DirectoryStore store, Replica self, Reports reports, BlockRoller roller)
    : DirectoryHandler(store, self, reports)
{
    private static readonly Id s_self = Id.Of(IdRef.Self);

    // By the declaration, which lives as long as its version.
    private readonly ConditionalWeakTable<RefState, ChainAttribute> _chains = [];
    private readonly ConditionalWeakTable<TupleState, Granted> _grants = [];

    protected override bool TakesWrites => true;

    protected override ValueTask<State> GetBelow(CallContext context, Installed at, State key) =>
        at.Path.IsEmpty
            ? new(key.IsNone ? Show(at.Version, at.Root) : Named(context, at, key))
            : InTurn(context, at, (within, subject) =>
                Dispatch.Get(within, subject, at.Path[1..], key));

    protected override async ValueTask<State> PutBelow(
        CallContext context, Installed at, State key, State value)
    {
        value = await BodyLiterals.Make(context, value, "the value").ConfigureAwait(false);
        return value.IsFault ? value
            : await InTurn(context, at, (within, subject) =>
                Dispatch.Put(within, subject, at.Path[1..], (key, value))).ConfigureAwait(false);
    }

    protected override ValueTask<State> PostBelow(
        CallContext context, Installed at, State parameters) =>
        InTurn(context, at, (within, subject) =>
            Dispatch.Post(within, subject, at.Path[1..], parameters));

    protected override ValueTask<State> DeleteBelow(
        CallContext context, Installed at, State key) =>
        InTurn(context, at, (within, subject) =>
            Dispatch.Delete(within, subject, at.Path[1..], key));

    protected override State Define(CallContext context, Link version, State body) =>
        ServiceDefinition.Read(context.Machinery.Ops, version, Self.Host.Host, body);

    /// <summary>The version as a class: `{"link of the item": {attribute: …}}`.</summary>
    protected override State Show(VersionEntry version, Link link) =>
        version.Content.As<MapState>() is { } attributes
            ? State.Of(new ClassDef(Link.Of(link.Path.AsSpan()[..^1]), attributes))
            : version.Content;

    /// <summary>A scalar as it is; a chain with its history.</summary>
    private State Named(CallContext context, Installed at, State key) =>
        Opened(context, at, at[key], key);

    /// <summary>Sends to the attribute that a path leads to: an op of it in its turn.</summary>
    private ValueTask<State> InTurn(
        CallContext context, Installed at, Func<CallContext, State, ValueTask<State>> send)
    {
        var subject = Attribute(context, at);
        return subject.As<Closure>() is null ? send(context, subject)
            : InTurn(context, GrantsOf(at), within => send(within, subject));
    }

    private static async ValueTask<State> InTurn(
        CallContext context, ImmutableArray<Scope> grants,
        Func<CallContext, ValueTask<State>> send)
    {
        if (await context.Turn.Begin(context.Txn.Remaining).ConfigureAwait(false) is not { } turn)
            return State.Of(Fault.Timeout($"another call in transaction {context.Txn.Id} took all "
                + "of its time"));
        try
        {
            return await send(context.In(turn, grants)).ConfigureAwait(false);
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary>
    /// What the version grants; nothing where it was installed when the name meant nothing.
    /// </summary>
    private ImmutableArray<Scope> GrantsOf(Installed at) =>
        at.Version.Content.As<MapState>()!.TryGet(Grants.Name.Text, out var declared)
        && declared.As<TupleState>() is { } links
            ? _grants.GetValue(
                links, tuple => new Granted(Grants.Read(State.Of(tuple), out _) ?? [])).Scopes
            : [];

    /// <summary>
    /// The attribute that a path leads to: a chain as the transaction sees it, an op with its
    /// subject, anything else as it is; or a fault where there is none.
    /// </summary>
    private State Attribute(CallContext context, Installed at)
    {
        var name = State.Of(at.Path[0]);
        var attribute = at[name];
        return attribute.As<OpDef>() is not { } op ? Opened(context, at, attribute, name)
            : State.Of(new Closure(
                State.Map([s_self], [State.Of(new ClusterRef(at.Root))]).As<MapState>()!, op));
    }

    private State Opened(CallContext context, Installed at, State attribute, State name)
    {
        if (attribute.As<RefState>() is not { Node: GetRef node } declared) return attribute;
        if (!_chains.TryGetValue(declared, out var chain))
        {
            var link = at.Root.Append(Id.Of(DirectoryNames.TextOf(name)!));
            chain = ChainAttribute.Read(node, link, out var fault);
            Check.That(chain is not null, $"an installed chain is valid: {fault?.Message}");
            _chains.AddOrUpdate(declared, chain!);
        }

        return State.Of(chain!.Open(context.Txn, roller));
    }

    /// <summary>What the links of a `grants` attribute say.</summary>
    private sealed record Granted(ImmutableArray<Scope> Scopes);
}
