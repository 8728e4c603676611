using System.Diagnostics.CodeAnalysis;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Parser;

/// <summary>Station 4: JSON text to nodes, ops and states. Never throws for what is in the text.</summary>
public static class OpParser
{
    /// <summary>The value of a PUT: context S of spec/language.md 2.2.</summary>
    public static ParseResult<Node> ParseValue(ReadOnlyMemory<byte> json) =>
        throw new NotImplementedException();

    /// <summary>The parameters of a POST: a MapNode, or a LiteralNode of a map (J10).</summary>
    public static ParseResult<Node> ParseParameters(ReadOnlyMemory<byte> json) =>
        throw new NotImplementedException();

    /// <summary>
    /// The body of `/transact/hypothetical`, `{"op": [[name, state], …]}`: a POST op without
    /// parameters whose statements are decoded in context S.
    /// </summary>
    public static ParseResult<OpDef> ParseHypothetical(ReadOnlyMemory<byte> json) =>
        throw new NotImplementedException();

    /// <summary>
    /// A file for `inspect`: an op definition, a hypothetical's body, or a list of statements.
    /// </summary>
    public static ParseResult<OpDef> ParseOp(ReadOnlyMemory<byte> json) =>
        throw new NotImplementedException();

    /// <summary>The `?key=` of a request: context V. `problem` says why there is no value.</summary>
    public static bool TryParseKey(
        string text, out State key, [NotNullWhen(false)] out string? problem) =>
        throw new NotImplementedException();
}
