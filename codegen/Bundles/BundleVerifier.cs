using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// Compiles a bundle's libraries again and compares. Digests show damage, but whoever changes a
/// bundle on purpose can compute them too; this shows both.
/// </summary>
public static class BundleVerifier
{
    private static readonly IEqualityComparer<ManifestOp> s_same =
        EqualityComparer<ManifestOp>.Create(
            (a, b) => a! with { Dependencies = [] } == b! with { Dependencies = [] }
                && a.Dependencies.SequenceEqual(b.Dependencies),
            op => op.Hash.GetHashCode(StringComparison.Ordinal));

    /// <summary>
    /// Identifies a bundle together with the compiler at hand: that a verification succeeded may
    /// be recorded under it. Another build of the host verifies again.
    /// </summary>
    public static Hash256 RecordOf(Bundle bundle)
    {
        Type[] compiler = [typeof(BundleVerifier), typeof(Frame), typeof(State)];
        var builds = compiler.Select(type => type.Assembly.ManifestModule.ModuleVersionId);
        return Hash256.OfText($"{bundle.Digest} {string.Join(' ', builds)}");
    }

    /// <summary>
    /// A line for each thing that isn't what the libraries compile to; none for a true bundle.
    /// </summary>
    public static IReadOnlyList<string> Problems(Bundle bundle, Action<int>? progress = null)
    {
        if (bundle.Problem is { } problem) return [problem];
        var file = BundleCompiler.Build(bundle.Libraries, bundle.Manifest.Emit, progress);
        if (file.AsSpan().SequenceEqual(bundle.File.Span)) return [];
        var expected = Bundle.Read(file, out _)!;
        string[] problems =
        [
            .. Manifests(expected, bundle), .. Bodies(expected, bundle),
            .. Images(expected, bundle),
        ];
        return problems.Length > 0 ? problems : ["differs from what its libraries compile to"];
    }

    private static IEnumerable<string> Manifests(Bundle expected, Bundle actual)
    {
        var claims = actual.Manifest.Libraries.ToLookup(l => l.Link);
        foreach (var library in expected.Manifest.Libraries)
        {
            if (claims[library.Link].FirstOrDefault() is not { } claim)
                yield return $"the manifest lacks {library.Link}";
            else if (claim.Hash != library.Hash || !claim.Ops.SequenceEqual(library.Ops, s_same))
                yield return $"the manifest's entry of {library.Link} does not fit its definition";
        }

        if (claims.Count != expected.Manifest.Libraries.Length)
            yield return "the manifest lists libraries that the bundle does not hold";
        if (actual.Manifest.Compiler != expected.Manifest.Compiler)
            yield return $"it was compiled by version {actual.Manifest.Compiler}; "
                + $"this is {expected.Manifest.Compiler}";
    }

    private static IEnumerable<string> Bodies(Bundle expected, Bundle actual) => Differences(
        BodyTable.Read(expected)!.Records, BodyTable.Read(actual)?.Records,
        "the constants of");

    private static IEnumerable<string> Images(Bundle expected, Bundle actual)
    {
        var image = actual.Section(BundleFormat.Image);
        if (!image.Span.SequenceEqual(expected.Section(BundleFormat.Image).Span))
        {
            var methods = ImageMethods.Read(expected.Section(BundleFormat.Image))!;
            string[] lines =
                [.. Differences(methods, ImageMethods.Read(image), "the code of")];
            foreach (var line in lines.DefaultIfEmpty("the image differs outside of its methods"))
                yield return line;
        }

        var symbols = actual.Section(BundleFormat.Symbols);
        if (!symbols.Span.SequenceEqual(expected.Section(BundleFormat.Symbols).Span))
            yield return "the symbols differ";
    }

    private static IEnumerable<string> Differences(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> expected,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? actual, string what)
    {
        if (actual is null)
        {
            yield return $"{what} its ops can't be read";
            yield break;
        }

        foreach (var (name, bytes) in expected)
        {
            if (!actual.TryGetValue(name, out var found)) yield return $"{what} {name} is missing";
            else if (!found.Span.SequenceEqual(bytes.Span)) yield return $"{what} {name} differs";
        }

        foreach (var name in actual.Keys.Where(name => !expected.ContainsKey(name)))
            yield return $"{what} {name} belongs to no op";
    }
}
