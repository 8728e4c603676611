using System.Security.Cryptography;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>The SHA-256 of a run of digests, one after another.</summary>
internal sealed class HashList : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _isEmpty = true;

    /// <summary>H(first ‖ second), the formula of most parts of spec/language.md 7.5.</summary>
    public static Hash256 Of(params ReadOnlySpan<Hash256> parts)
    {
        Span<byte> all = stackalloc byte[Hash256.Size * parts.Length];
        for (var i = 0; i < parts.Length; i++) parts[i].Write(all[(i * Hash256.Size)..]);
        return Hash256.OfData(all);
    }

    public void Add(Hash256 part)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        part.Write(bytes);
        _hash.AppendData(bytes);
        _isEmpty = false;
    }

    /// <summary>The digest of what was added: zero where nothing was.</summary>
    public Hash256 Done()
    {
        if (_isEmpty) return Hash256.Zero;
        Span<byte> digest = stackalloc byte[Hash256.Size];
        _hash.GetHashAndReset(digest);
        return Hash256.Read(digest);
    }

    public void Dispose() => _hash.Dispose();
}
