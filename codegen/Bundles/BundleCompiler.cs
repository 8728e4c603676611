using System.Collections.Immutable;
using TinyChain.Codegen.Sinks;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// Libraries to the bytes of a bundle. The same libraries make the same bytes, anywhere and at any
/// time: that is what `verify` relies on.
/// </summary>
public static class BundleCompiler
{
    /// <summary>
    /// The bundle's file. The libraries have been checked, and no two have one link. `progress`
    /// hears how many ops are planned.
    /// </summary>
    public static byte[] Build(
        IEnumerable<BundleLibrary> libraries, BundleEmit emit, Action<int>? progress = null)
    {
        BundleLibrary[] sorted =
            [.. libraries.OrderBy(l => l.Link.ToString(), StringComparer.Ordinal)];
        var ops = BundleOp.In(sorted, progress);
        var image = emit switch
        {
            BundleEmit.Il => IlSink.Build(ops),
            BundleEmit.CSharp => CSharpSink.Build(ops),
        };
        return BundleFormat.Write(
            BundleAbi.Hash,
            [
                BundleManifest.Of(sorted, emit).Write(),
                Chunks.Write([.. sorted.Select(WriteLibrary)]),
                Chunks.Write([.. WriteBodies(ops, image.Literals)]),
                image.Assembly,
                image.Symbols,
            ]);
    }

    private static byte[] WriteLibrary(BundleLibrary library) => Chunks.Write(
    [
        Text(library.Path.ToString()), Text(library.Version.ToString()),
        library.Encoding.ToArray(),
    ]);

    private static IEnumerable<byte[]> WriteBodies(
        IEnumerable<BundleOp> ops, IReadOnlyList<ImmutableArray<State>> literals)
    {
        var next = 0;
        foreach (var op in ops)
        {
            var bodies = op.Bodies.Select(
                body => BodyRecord.Of(body.Method, body.Plan, literals[next++]).Write());
            var hash = new byte[Hash256.Size];
            op.Hash.Write(hash);
            yield return Chunks.Write([hash, Text(op.Type), .. bodies]);
        }
    }

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
