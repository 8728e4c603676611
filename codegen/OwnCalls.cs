using System.Runtime.CompilerServices;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen;

/// <summary>
/// The libraries that ops stand in, of those ops that call their own library. Such an op is
/// compiled for its library, and known in the cache by both: the same text sent along with a
/// request, before anything is installed, is another op. Known as objects, which are the library's
/// as long as it is served.
/// </summary>
internal sealed class OwnCalls
{
    private readonly ConditionalWeakTable<OpDef, Home> _homes = [];

    /// <summary>Notes the library's ops that call it; returns them.</summary>
    internal IReadOnlyList<OpDef> Add(Library library)
    {
        OpDef[] callers = [.. In(library).Where(op => Calls(op, library))];
        if (callers.Length == 0) return callers;
        var text = $"{library.Version} {ContentHash.Of(State.Of(library.Attributes))}";
        foreach (var op in callers) _homes.AddOrUpdate(op, new Home(library, text));
        return callers;
    }

    /// <summary>The op's library; null where that doesn't matter.</summary>
    internal Library? LibraryOf(OpDef op) =>
        _homes.TryGetValue(op, out var home) ? home.Library : null;

    /// <summary>What identifies the op in the cache, by the hash of its content.</summary>
    internal Hash256 KeyOf(OpDef op, Hash256 content) =>
        _homes.TryGetValue(op, out var home) ? Hash256.OfText($"{content} {home.Text}") : content;

    /// <summary>The ops of a library, and those inside of them.</summary>
    private static IEnumerable<OpDef> In(Library library) =>
        library.Attributes.Values.SelectMany(a => NestedOps.In(new LiteralNode(default, a)))
            .SelectMany(WithNested);

    private static IEnumerable<OpDef> WithNested(OpDef op) =>
        NestedOps.In(op).SelectMany(WithNested).Prepend(op);

    private static bool Calls(OpDef op, Library library) =>
        op.Form.Any(s => Calls(s.Node, library))
        || NestedOps.In(op).Any(inner => Calls(inner, library));

    private static bool Calls(Node node, Library library) =>
        node is OpRef { Subject: LinkSubject { Link: var link } } && library.Find(link) is not null
        || node.Children.Any(child => Calls(child, library));

    private sealed record Home(Library Library, string Text);
}
