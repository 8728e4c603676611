using System.Collections.Immutable;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// An op as a manifest lists it: its attribute, its content's hash, the worst that it may do, and
/// the links that it names and may call, those of the language itself left out.
/// </summary>
public sealed record ManifestOp(
    string Name, string Hash, string Effect, ImmutableArray<string> Dependencies)
{
    private static readonly string[] s_language = ["state", "error"];

    internal static ManifestOp Of(string name, OpDef op) => new(
        name, ContentHash.Of(State.Of(op)).ToString(), EffectOf(op).ToString().ToLowerInvariant(),
        [.. Links(op).Distinct().Order(StringComparer.Ordinal)]);

    private static Effect EffectOf(OpDef op) =>
        OpChecker.Check(op, null, new DiagnosticBag()) is { } typed
            ? op.Form.Select(s => typed.EffectOf(s.Node)).DefaultIfEmpty().Max() : default;

    private static IEnumerable<string> Links(OpDef op) =>
        op.Form.SelectMany(s => Links(s.Node)).Concat(NestedOps.In(op).SelectMany(Links));

    private static IEnumerable<string> Links(Node node)
    {
        var own = node is OpRef { Subject: LinkSubject { Link: var link } } && IsForeign(link)
            ? [link.ToString()] : Array.Empty<string>();
        return own.Concat(node.Children.SelectMany(Links));
    }

    private static bool IsForeign(Link link) =>
        link.Host is not null || link.Path is not [{ Text: var root }, ..]
        || !s_language.Contains(root);
}
