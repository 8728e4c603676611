using System.Buffers;
using System.Text;
using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Verified chains by the hash of their text, so that a layer which comes again, by itself or
/// within another, costs no signature. There are two generations: what is used moves to the younger
/// one, and when that is full the older one is forgotten.
/// </summary>
internal sealed class ChainCache
{
    // What an entry takes besides its texts, roughly.
    private const int EntryBytes = 512;

    // Guards the fields below.
    private readonly Lock _lock = new();
    private Dictionary<Hash256, (VerifiedChain Chain, int Bytes)> _young = [];
    private Dictionary<Hash256, (VerifiedChain Chain, int Bytes)> _old = [];
    private long _bytes;

    /// <summary>What a token is known by: its hash.</summary>
    internal static Hash256 NameOf(ReadOnlySpan<char> token)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(token.Length));
        var name = Hash256.OfData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(token, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
        return name;
    }

    /// <summary>The chain, if it was verified by this store.</summary>
    internal VerifiedChain? Find(Hash256 hash, TrustStore trust)
    {
        lock (_lock)
        {
            if (!_young.TryGetValue(hash, out var entry))
            {
                if (!_old.TryGetValue(hash, out entry)) return null;
                Keep(hash, entry);
            }

            return ReferenceEquals(entry.Chain.Trust, trust) ? entry.Chain : null;
        }
    }

    internal void Add(Hash256 hash, VerifiedChain chain, int tokenChars)
    {
        // The token and its layers' texts are 2 bytes a character, and inner ones are in outer
        // ones again.
        lock (_lock) Keep(hash, (chain, EntryBytes + (6 * tokenChars)));
    }

    private void Keep(Hash256 hash, (VerifiedChain Chain, int Bytes) entry)
    {
        if (_young.Count >= Limits.VerifiedChains / 2 || _bytes >= Limits.VerifiedChainBytes / 2)
        {
            _old = _young;
            (_young, _bytes) = ([], 0);
        }

        if (!_young.ContainsKey(hash)) _bytes += entry.Bytes;
        _young[hash] = entry;
    }
}
