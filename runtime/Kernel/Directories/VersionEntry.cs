using System.Collections.Immutable;
using System.Security.Cryptography;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel.Directories;

/// <summary>
/// One installed version: its content, and the SHA-256 of its encoding, by which a repeated install
/// is recognised. Where the stored record is damaged, the content is the fault that says so.
/// </summary>
public sealed class VersionEntry(State content, ImmutableArray<byte> hash)
{
    /// <summary>A new version, from its content and the content's encoding.</summary>
    public static VersionEntry Of(State content, byte[] encoding) =>
        new(content, [.. SHA256.HashData(encoding)]);

    public State Content { get; } = content;

    public ImmutableArray<byte> Hash { get; } = hash;
}
