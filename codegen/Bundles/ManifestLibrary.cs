using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Bundles;

/// <summary>A library as a manifest lists it: its link and the hash of its definition.</summary>
public sealed record ManifestLibrary(
    string Link, string Hash, ImmutableArray<ManifestOp> Ops)
{
    internal static ManifestLibrary Of(BundleLibrary library)
    {
        var attributes = library.Content.As<MapState>()!;
        var ops = ImmutableArray.CreateBuilder<ManifestOp>();
        for (var i = 0; i < attributes.Count; i++)
        {
            foreach (var op in BundleOp.TopLevel(attributes.Values[i]))
                ops.Add(ManifestOp.Of(attributes.Keys[i].Text, op));
        }

        return new(
            library.Link.ToString(), library.Hash.ToString(), ops.ToImmutable());
    }
}
