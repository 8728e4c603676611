using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel.Directories;

/// <summary>
/// How directories, items and versions stand in the store. A key is `cluster` and the path in
/// UTF-8, so that a parent comes before its children; an Id holds no slash. A value is one byte for
/// the kind, and for a version the SHA-256 of its encoding and the encoding.
/// </summary>
internal static class DirectoryRecord
{
    private const string Prefix = "cluster";
    private const byte DirectoryKind = 1;
    private const byte ItemKind = 2;
    private const byte VersionKind = 3;
    private const int HashBytes = SHA256.HashSizeInBytes;

    internal static byte[] Directory => [DirectoryKind];

    internal static byte[] Item => [ItemKind];

    internal static byte[] Key(Link path) => Encoding.UTF8.GetBytes(Prefix + path);

    internal static byte[] Version(VersionEntry version, byte[] encoding) =>
        [VersionKind, .. version.Hash, .. encoding];

    /// <summary>Keys of everything below a root, as a range for a scan.</summary>
    internal static (byte[] From, byte[] To) Below(Id root) =>
        (Encoding.UTF8.GetBytes($"{Prefix}/{root}/"), Encoding.UTF8.GetBytes($"{Prefix}/{root}0"));

    /// <summary>The path of a key, or null when it is damaged.</summary>
    internal static Link? PathOf(byte[] key) =>
        Link.TryParse(Encoding.UTF8.GetString(key)[Prefix.Length..], out var link, out _)
            ? link : null;

    internal static bool IsDirectory(byte[] value) => value is [DirectoryKind];

    internal static bool IsItem(byte[] value) => value is [ItemKind];

    internal static bool IsVersion(byte[] value) => value is [VersionKind, ..];

    /// <summary>The version; one whose record is damaged answers with the fault.</summary>
    internal static VersionEntry Read(Link path, byte[] value)
    {
        if (value.Length < 1 + HashBytes) return Damaged(path, "the record is cut short");
        ImmutableArray<byte> hash = [.. value.AsSpan(1, HashBytes)];
        var encoding = value.AsSpan(1 + HashBytes);
        if (!SHA256.HashData(encoding).AsSpan().SequenceEqual(hash.AsSpan()))
            return Damaged(path, "its checksum does not match");
        try
        {
            var content = StateDecoder.Decode(encoding);
            return content.As<MapState>() is null
                ? Damaged(path, "it holds no map") : new VersionEntry(content, hash);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Sound by its checksum and yet unreadable: a newer encoding, or a bug of ours. Either
            // way the other versions are to be served.
            return Damaged(path, e.Message);
        }
    }

    private static VersionEntry Damaged(Link path, string why) => new(
        State.Of(new Fault(
            FaultKind.Internal, $"{path} is damaged in this host's store ({why}); restore it", [])),
        []);
}
