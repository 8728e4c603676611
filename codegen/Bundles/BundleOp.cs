using System.Collections.Immutable;
using System.Globalization;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// An op of a bundle. In the image it is a type with a method for each body; `Source` names the
/// library that it was first found in.
/// </summary>
internal sealed record BundleOp(
    Hash256 Hash, string Type, string Source, OpDef Op, ImmutableArray<BundleBody> Bodies)
{
    /// <summary>Every op in the libraries once, those inside of others too.</summary>
    internal static List<BundleOp> In(
        IReadOnlyList<BundleLibrary> libraries, Action<int>? progress)
    {
        var (found, seen) = (new List<BundleOp>(), new HashSet<Hash256>());
        foreach (var library in libraries)
        {
            var own = new Library(library.Link, library.Content.As<MapState>()!);
            foreach (var (name, op) in Ops(library.Content))
            {
                var hash = ContentHash.Of(State.Of(op));
                if (!seen.Add(hash)) continue;
                var type = $"{Identifier(name.Text)}_{hash.ToString()[..16]}";
                var bodies = BundleBody.Of(op, own);
                if (bodies.IsEmpty) continue;
                found.Add(new BundleOp(hash, type, library.Link.ToString(), op, bodies));
                progress?.Invoke(found.Count);
            }
        }

        return found;
    }

    /// <summary>The ops of each attribute, outer before inner.</summary>
    internal static IEnumerable<(Id Attribute, OpDef Op)> Ops(State content)
    {
        var attributes = content.As<MapState>()!;
        for (var i = 0; i < attributes.Count; i++)
        {
            foreach (var op in WithNested(TopLevel(attributes.Values[i])))
                yield return (attributes.Keys[i], op);
        }
    }

    /// <summary>The ops that stand in a state, but not those inside of ops.</summary>
    internal static IEnumerable<OpDef> TopLevel(State state) =>
        NestedOps.In(new LiteralNode(default, state));

    private static IEnumerable<OpDef> WithNested(IEnumerable<OpDef> ops) =>
        ops.SelectMany(op => WithNested(NestedOps.In(op)).Prepend(op));

    /// <summary>A name as C# can spell it.</summary>
    internal static string Identifier(string name)
    {
        var letters = name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_').Take(40);
        var text = string.Concat(letters);
        return char.IsAsciiDigit(text[0])
            ? string.Create(CultureInfo.InvariantCulture, $"_{text}") : text;
    }
}
