using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel.Services;

/// <summary>
/// PUT and DELETE ops of a service: `/service/…/1.0.0/x` ⇒ `$self/x`, for the op itself is
/// replicated, and each replica writes for itself (spec/host.md 2.4). A nested op that changes
/// becomes a closure over `$self`.
/// </summary>
public sealed class RelativeOps(OwnVersion own) : OpRewriter
{
    private static readonly Id s_self = Id.Of(IdRef.Self);

    private bool _isChanged;

    protected override Subject Aim(Subject subject)
    {
        if (subject is not LinkSubject { Link: var link } || !own.Holds(link)) return subject;
        _isChanged = true;
        return new IdSubject(s_self, link.After(own.Path.Path.Length));
    }

    protected override Node Literal(NodeInfo info, State value)
    {
        if (value.As<OpDef>() is not { } op || TryChange(op) is not { } changed)
            return new LiteralNode(info, value);
        return new WithRef(info, [s_self], changed);
    }

    protected override WithRef Closure(NodeInfo info, WithRef closure) =>
        TryChange(closure.Op) is not { } changed ? new WithRef(info, closure.Captures, closure.Op)
        : closure.Captures.Contains(s_self) ? new WithRef(info, closure.Captures, changed)
        : new WithRef(info, [.. closure.Captures, s_self], changed);

    /// <summary>The op with its links to the own version rewritten; null for none.</summary>
    private OpDef? TryChange(OpDef op)
    {
        var outer = _isChanged;
        _isChanged = false;
        var copy = Rewrite(op);
        var changed = _isChanged ? copy : null;
        _isChanged |= outer;
        return changed;
    }
}
