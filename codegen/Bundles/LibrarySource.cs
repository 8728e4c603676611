using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Kernel;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// A library's definition as it is installed (spec/host.md 2.3), read and checked for a bundle. Its
/// version stands in its link, `{"/lib/demo/units/1.0.0": …}`, or in its attribute VERSION, as the
/// Python client writes it; else it is 0.0.0.
/// </summary>
public static class LibrarySource
{
    private const string VersionAttribute = "VERSION";

    /// <summary>
    /// The library; null where `diagnostics` got an error. Each of its ops is checked and planned.
    /// </summary>
    public static BundleLibrary? Read(Node body, DiagnosticBag diagnostics)
    {
        var (path, version) = ItemOf(body);
        var content = LibraryDefinition.Read(path, Given(body, path));
        if (!BundleLibrary.IsPath(path))
            diagnostics.Add(BundleErrors.NoLibrary(
                body.Span, "a library's definition is {\"/lib/…\": {name: attribute, …}}"));
        else if (content.As<Fault>() is { } fault)
            diagnostics.Add(BundleErrors.NoLibrary(body.Span, fault.Message));
        if (!diagnostics.IsEmpty) return null;
        version ??= VersionOf(content.As<MapState>()!, body, diagnostics);
        CheckOps(content.As<MapState>()!, body, diagnostics);
        return diagnostics.IsEmpty ? BundleLibrary.Of(path, version!, content) : null;
    }

    /// <summary>The item that is defined, and the version that its link ends with.</summary>
    private static (Link Path, VersionId? Version) ItemOf(Node body)
    {
        if (body is not PostRef { Subject: LinkSubject { Link: var link } })
            return (Link.Default, null);
        var path = link.WithoutHost();
        return path.Path is [.. var item, var last] && VersionId.Parse(last.Text) is { } version
            ? (Link.Of([.. item]), version) : (path, null);
    }

    /// <summary>The body as an install of the item would get it.</summary>
    private static State Given(Node body, Link path) => body is PostRef definition
        ? State.Of(new RefState(new PostRef(
            new(definition.Id, definition.Span), new LinkSubject(path), definition.Parameters)))
        : State.None;

    private static VersionId VersionOf(MapState attributes, Node body, DiagnosticBag diagnostics)
    {
        var initial = new VersionId(0, 0, 0);
        if (!attributes.TryGet(VersionAttribute, out var given)) return initial;
        var text = given.As<VersionId>()?.ToString() ?? given.As<string>();
        if (text is null) return initial;
        if (VersionId.Parse(text) is { } version) return version;
        diagnostics.Add(BundleErrors.NoVersion(body.Span, text));
        return initial;
    }

    private static void CheckOps(MapState attributes, Node body, DiagnosticBag diagnostics)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            foreach (var op in BundleOp.TopLevel(attributes.Values[i]))
                CheckOp(attributes.Keys[i], op, body, diagnostics);
        }
    }

    private static void CheckOp(Id attribute, OpDef op, Node body, DiagnosticBag diagnostics)
    {
        var at = op.Form.IsEmpty ? body.Span : op.Form[0].Node.Span;
        if (LibraryDefinition.Refuse(op) is { } refusal)
        {
            diagnostics.Add(BundleErrors.WriteOp(at, attribute.Text, refusal));
            return;
        }

        // An op's own bag: the compiler stops at the first stage that finds something.
        var own = new DiagnosticBag();
        OpCompiler.Plan(op, null, own);
        foreach (var problem in own.Items) diagnostics.Add(problem);
    }
}
