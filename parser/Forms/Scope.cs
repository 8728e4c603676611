using TinyChain.Ir;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Refs;

namespace TinyChain.Parser.Forms;

/// <summary>
/// What a form needs to know of its surroundings: where its mistakes go, the numbers of the op that
/// it is part of, and the decoding context of spec/language.md 2.2.
/// </summary>
internal sealed class Scope(ParseErrors errors, NodeNumbering numbering, bool isState)
{
    private readonly NodeNumbering _numbering = numbering;
    private Scope? _scalar;

    public ParseErrors Errors { get; } = errors;

    /// <summary>Context S; else C.</summary>
    public bool IsState { get; } = isState;

    /// <summary>How many nodes have a number.</summary>
    public int NodeCount => _numbering.Count;

    /// <summary>A document's outermost scope.</summary>
    public static Scope Document(ParseErrors errors) => new(errors, new NodeNumbering(), true);

    /// <summary>The same op in context C.</summary>
    public Scope InScalar() =>
        IsState ? _scalar ??= new Scope(Errors, _numbering, false) : this;

    /// <summary>An op inside: numbers of its own.</summary>
    public Scope ForOp(bool isState = false) => new(Errors, new NodeNumbering(), isState);

    public NodeInfo Next(TextSpan span) => _numbering.Next(span);

    /// <summary>The term as a node. It must not be bad.</summary>
    public Node Node(Term term) => term.Node ?? new LiteralNode(Next(term.Span), term.Value);

    /// <summary>False, and a diagnostic, when the op has more nodes than allowed.</summary>
    public bool IsWithinLimits(TextSpan span)
    {
        if (NodeCount <= Limits.OpNodes) return true;
        Errors.TooManyNodes(span);
        return false;
    }
}
