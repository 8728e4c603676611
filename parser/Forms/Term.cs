using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>
/// What a piece of JSON turned out to be: a literal, a node with a reference in it, or bad (its
/// diagnostic was added). A literal becomes a node, and takes a number, only where one is needed:
/// a container full of literals is one literal itself.
/// </summary>
internal readonly struct Term
{
    public static readonly Term Bad = new(State.Unset, null, default);

    private Term(State value, Node? node, TextSpan span)
    {
        Value = value;
        Node = node;
        Span = span;
    }

    public State Value { get; }

    public Node? Node { get; }

    public TextSpan Span { get; }

    public bool IsBad => Value.IsUnset;

    public bool IsLiteral => Node is null && !IsBad;

    /// <summary>True for a map, with references inside or without.</summary>
    public bool IsMap => Node is MapNode || Value.As<MapState>() is not null;

    public static Term Of(State value, TextSpan span) => new(value, null, span);

    public static Term Of(StateObject value, TextSpan span) => new(State.Of(value), null, span);

    public static Term Of(Node node) => new(State.None, node, node.Span);
}
