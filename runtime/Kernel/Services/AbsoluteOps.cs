using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel.Services;

/// <summary>
/// GET and POST ops of a service: `$self/x` ⇒ `/service/…/1.0.0/x`, so that each write inside goes
/// through the kernel, and is replicated as a request of its own (spec/host.md 2.4). Nested ops
/// have no subject, but links they may use as well, so theirs are rewritten too.
/// </summary>
public sealed class AbsoluteOps(OwnVersion own) : OpRewriter
{
    /// <summary>A literal with each op in it rewritten.</summary>
    public State Rewrite(State value)
    {
        if (value.As<OpDef>() is { } op) return State.Of(Rewrite(op));
        if (value.As<TupleState>() is { } tuple) return State.Tuple(Rewrite(tuple.Items));
        return value.As<MapState>() is { } map
            ? State.Map(map.Keys, Rewrite(map.Values)) : value;
    }

    protected override Subject Aim(Subject subject) =>
        subject is IdSubject { IsSelf: true } self
            ? new LinkSubject(own.Path.Append(self.Path.AsSpan())) : subject;

    protected override Node Literal(NodeInfo info, State value) =>
        new LiteralNode(info, Rewrite(value));

    protected override WithRef Closure(NodeInfo info, WithRef closure) =>
        new(info, closure.Captures, Rewrite(closure.Op));

    private ImmutableArray<State> Rewrite(ImmutableArray<State> items) =>
        [.. items.Select(Rewrite)];
}
