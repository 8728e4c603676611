using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;

namespace TinyChain.Runtime.Kernel.Services;

/// <summary>
/// Finds what a replicated op may not do: each replica runs it, so a write to another service would
/// be done once for each of them (spec/host.md 2.4, B27).
/// </summary>
public static class ForeignWrites
{
    private const string Services = "service";

    /// <summary>Why a PUT or DELETE op can't be installed; null of other kinds.</summary>
    public static string? Refuse(OpDef op, OwnVersion own)
    {
        if (op.Kind is OpKind.Get or OpKind.Post) return null;
        return Find(op, own) is not { } found ? null
            : "replicated op may not perform inter-service writes: "
                + $"{found.Verb.ToString().ToUpperInvariant()} {found.Subject}; make it a POST op";
    }

    private static OpRef? Find(OpDef op, OwnVersion own) =>
        op.Form.Select(s => Find(s.Node, own)).FirstOrDefault(r => r is not null)
        ?? NestedOps.In(op).Select(inner => Find(inner, own)).FirstOrDefault(r => r is not null);

    private static OpRef? Find(Node node, OwnVersion own) =>
        node is OpRef { Subject: LinkSubject { Link: var link } } reference && !own.Holds(link)
            && (reference.Verb is Verb.Put or Verb.Delete
                || (reference.Verb is Verb.Post && link.Path is [{ Text: Services }, ..]))
            ? reference
            : node.Children.Select(c => Find(c, own)).FirstOrDefault(r => r is not null);
}
