using TinyChain.Codegen;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Host.Http;

/// <summary>
/// Ops by the bytes that they were parsed from: clients send the same texts again and again, and
/// what was parsed once is also known to the cache of compiled ops. Bytes are told apart by their
/// SHA-256, so that no text can be made to stand for another.
/// </summary>
public sealed class ParsedOps(int capacity, long maxBytes)
{
    /// <summary>Hashing more would cost those whose text is new more than others gain.</summary>
    private const int LongestText = 64 << 10;

    private readonly Sieve<Hash256, OpDef> _ops = new(capacity, maxBytes);

    /// <summary>The op of a text: as it was parsed before, else what `parse` makes of it.</summary>
    public OpDef? Get(
        ReadOnlyMemory<byte> text, Func<ReadOnlyMemory<byte>, OpDef?> parse)
    {
        if (text.Length > LongestText) return parse(text);
        var hash = Hash256.OfData(text.Span);
        if (_ops.TryGet(hash, out var known)) return known.Value;
        return parse(text) is { } op ? _ops.Add(hash, op, MemoryEstimate.Of(op)).Value : null;
    }
}
