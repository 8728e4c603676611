using System.Collections.Immutable;
using System.Security.Cryptography;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel.Directories;

/// <summary>
/// One installed version: its content, and the SHA-256 of its encoding, by which a repeated install
/// is recognised. Where the stored record is damaged, the content is the fault that says so.
/// </summary>
public sealed class VersionEntry
{
    private readonly Lazy<State> _content;
    private volatile bool _isUsed;
    private ActingVersion? _acting;

    public VersionEntry(State content, ImmutableArray<byte> hash)
        : this(new Lazy<State>(content), hash)
    {
    }

    private VersionEntry(Lazy<State> content, ImmutableArray<byte> hash) =>
        (_content, Hash) = (content, hash);

    /// <summary>A new version, from its content and the content's encoding.</summary>
    public static VersionEntry Of(State content, byte[] encoding) =>
        new(content, [.. SHA256.HashData(encoding)]);

    /// <summary>A version whose content is decoded when first asked for.</summary>
    public static VersionEntry Of(Func<State> content, ReadOnlySpan<byte> encoding) =>
        new(new Lazy<State>(content), [.. SHA256.HashData(encoding)]);

    public State Content => _content.Value;

    public ImmutableArray<byte> Hash { get; }

    /// <summary>What its code runs as; null until it is known where it is installed.</summary>
    internal ActingVersion? Acting => _acting;

    /// <summary>What its code runs as: always the same object.</summary>
    internal ActingVersion ActAt(Link link)
    {
        var acting = new ActingVersion(
            link, new Lazy<Reach>(() => Dependencies.ReachOf(Content)));
        return Interlocked.CompareExchange(ref _acting, acting, null) ?? acting;
    }

    /// <summary>
    /// Whether it is the first time that this is asked: what an entry's first use brings about is
    /// then due. Asked by two at once, both may be told so.
    /// </summary>
    internal bool IsFirstUse()
    {
        if (_isUsed) return false;
        _isUsed = true;
        return true;
    }
}
