namespace TinyChain.Parser.Syntax;

/// <summary>What a node of a <see cref="SyntaxTree"/> is: a JSON value, or a member's name.</summary>
public enum SyntaxKind
{
    Object,
    Array,

    /// <summary>The name of an object's member; its value is the next node.</summary>
    Name,
    String,
    Number,
    True,
    False,
    Null,
}
