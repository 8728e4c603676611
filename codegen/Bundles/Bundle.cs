using System.Collections.Immutable;
using System.Text;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// A bundle as it is read: the libraries, which are the truth, and an image, which is only a cache
/// of what they compile to. Its digests were right; whether the image is what the libraries
/// compile to, only <see cref="BundleVerifier"/> knows.
/// </summary>
public sealed class Bundle
{
    private readonly ReadOnlyMemory<byte>[] _sections;
    private readonly Lazy<BundleManifest?> _manifest;

    private Bundle(
        ReadOnlyMemory<byte> file, ReadOnlyMemory<byte>[] sections,
        ImmutableArray<BundleLibrary> libraries)
    {
        (File, _sections, Libraries) = (file, sections, libraries);
        _manifest = new(() => BundleManifest.Read(sections[BundleFormat.Manifest]));
        Digest = BundleFormat.DigestOf(file.Span);
    }

    /// <summary>The SHA-256 of all digests: two bundles with one digest are the same.</summary>
    public Hash256 Digest { get; }

    /// <summary>What it says of itself; empty where <see cref="Problem"/> says so.</summary>
    public BundleManifest Manifest => _manifest.Value ?? BundleManifest.Empty;

    /// <summary>
    /// What is wrong inside of sections whose digests are right, as only in a forged bundle; or
    /// null. Reads everything, which a host that serves the bundle leaves until it is needed.
    /// </summary>
    public string? Problem =>
        _manifest.Value is null ? BundleErrors.Damaged("manifest")
        : Libraries.Any(l => l.Content.IsFault) ? BundleErrors.Damaged("libraries")
        : null;

    public ImmutableArray<BundleLibrary> Libraries { get; }

    internal ReadOnlyMemory<byte> File { get; }

    /// <summary>
    /// Reads a file; null where `problem` says what is wrong with it and what to do, to follow its
    /// name. Nothing in it is run, whatever it holds.
    /// </summary>
    public static Bundle? Read(ReadOnlyMemory<byte> file, out string? problem)
    {
        if (BundleFormat.Read(file, BundleAbi.Hash, out problem) is not { } sections) return null;
        var libraries = ReadLibraries(sections[BundleFormat.Libraries]);
        if (libraries is null) problem = BundleErrors.Damaged("libraries");
        return libraries is null ? null : new Bundle(file, sections, libraries.Value);
    }

    /// <summary>Whether a file begins as bundles do.</summary>
    public static bool IsOne(ReadOnlySpan<byte> file) => BundleFormat.Begins(file);

    internal ReadOnlyMemory<byte> Section(int index) => _sections[index];

    private static ImmutableArray<BundleLibrary>? ReadLibraries(ReadOnlyMemory<byte> section)
    {
        if (Chunks.Read(section) is not { } chunks) return null;
        var libraries = ImmutableArray.CreateBuilder<BundleLibrary>(chunks.Length);
        foreach (var chunk in chunks)
        {
            if (ReadLibrary(chunk) is not { } library) return null;
            libraries.Add(library);
        }

        return libraries.ToImmutable();
    }

    private static BundleLibrary? ReadLibrary(ReadOnlyMemory<byte> chunk)
    {
        if (Chunks.Read(chunk) is not [var path, var version, var encoding]) return null;
        if (!Link.TryParse(Text(path), out var link, out _) || !BundleLibrary.IsPath(link))
            return null;
        if (VersionId.Parse(Text(version)) is not { } id) return null;
        return new BundleLibrary(link, id, encoding);
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
