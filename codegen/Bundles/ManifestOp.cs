using System.Collections.Immutable;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Ops;
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
    internal static ManifestOp Of(string name, OpDef op) => new(
        name, ContentHash.Of(State.Of(op)).ToString(), EffectOf(op).ToString().ToLowerInvariant(),
        [.. Reach.Of(ReachFinder.In(op)).Calls.Select(call => call.Link.ToString())]);

    private static Effect EffectOf(OpDef op) =>
        OpChecker.Check(op, null, new DiagnosticBag()) is { } typed
            ? op.Form.Select(s => typed.EffectOf(s.Node)).DefaultIfEmpty().Max() : default;
}
