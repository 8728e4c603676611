using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Sinks;

/// <summary>
/// Writes an assembly and its symbols so that equal content is equal bytes: ids are hashes of the
/// content, and there is no time stamp.
/// </summary>
internal static class ImageWriter
{
    private const int GuidSize = 16;

    internal static (byte[] Assembly, byte[] Symbols) Write(
        MetadataBuilder metadata, BlobBuilder il, MetadataBuilder pdb)
    {
        var symbols = new BlobBuilder();
        var id = new PortablePdbBuilder(pdb, metadata.GetRowCounts(), default, IdOf)
            .Serialize(symbols);
        var debug = new DebugDirectoryBuilder();
        debug.AddReproducibleEntry();
        debug.AddCodeViewEntry($"{BundleImage.Name}.pdb", id, portablePdbVersion: 0x0100);
        var assembly = new BlobBuilder();
        new ManagedPEBuilder(
            PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), il,
            debugDirectoryBuilder: debug, deterministicIdProvider: _ => default)
            .Serialize(assembly);
        return (WithModuleId(assembly.ToArray()), symbols.ToArray());
    }

    private static BlobContentId IdOf(IEnumerable<Blob> content) => BlobContentId.FromHash(
        Digest([.. content.SelectMany(blob => blob.GetBytes())]));

    /// <summary>
    /// The builder invents the module's version id; the image's own digest takes its place.
    /// </summary>
    private static byte[] WithModuleId(byte[] assembly)
    {
        using var reader = new PEReader(ImmutableArray.Create(assembly));
        var metadata = reader.GetMetadataReader();
        var index = MetadataTokens.GetHeapOffset(metadata.GetModuleDefinition().Mvid);
        var at = reader.PEHeaders.MetadataStartOffset
            + metadata.GetHeapMetadataOffset(HeapIndex.Guid) + ((index - 1) * GuidSize);
        assembly.AsSpan(at, GuidSize).Clear();
        Digest(assembly).AsSpan()[..GuidSize].CopyTo(assembly.AsSpan(at));
        return assembly;
    }

    private static ImmutableArray<byte> Digest(byte[] content)
    {
        var digest = new byte[Hash256.Size];
        Hash256.OfData(content).Write(digest);
        return [.. digest];
    }
}
