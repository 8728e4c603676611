using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Chains;

/// <summary>
/// Where a block begins: with the first transaction that is not older than `First`. `LastHash` is
/// the hash of the block before it, `LastBody` that of the transactions of the block before it: so
/// the links between blocks can be verified without reading a record.
/// </summary>
internal sealed record BlockStart(int Number, TxnId First, Hash256 LastBody, Hash256 LastHash)
{
    /// <summary>The first block of every chain; it is not stored.</summary>
    internal static readonly BlockStart Zero = new(0, default, default, default);

    private const int Bytes = ChainKeys.TxnBytes + (2 * Hash256.Size);

    /// <summary>The start of the block after this one, whose body is known.</summary>
    internal BlockStart Next(TxnId first, Hash256 body) =>
        new(Number + 1, first, body, BlockHash.Of(LastHash, body));

    /// <summary>Whether `next` is what follows this block.</summary>
    internal bool IsFollowedBy(BlockStart next) =>
        next.Number == Number + 1 && next.First.CompareTo(First) > 0
        && next.LastHash == BlockHash.Of(LastHash, next.LastBody);

    internal byte[] Encode()
    {
        var bytes = new byte[Bytes];
        ChainKeys.Bytes(First).CopyTo(bytes, 0);
        LastBody.Write(bytes.AsSpan(ChainKeys.TxnBytes));
        LastHash.Write(bytes.AsSpan(ChainKeys.TxnBytes + Hash256.Size));
        return bytes;
    }

    /// <exception cref="InvalidDataException">The entry is damaged.</exception>
    internal static BlockStart Read(StoreEntry entry)
    {
        var number = ChainKeys.ReadNumber(entry.Key);
        ReadOnlySpan<byte> bytes = entry.Value;
        if (bytes.Length != Bytes) throw new InvalidDataException($"block {number} is cut short");
        return new BlockStart(
            number, ChainKeys.ReadTxn(bytes), Hash256.Read(bytes[ChainKeys.TxnBytes..]),
            Hash256.Read(bytes[(ChainKeys.TxnBytes + Hash256.Size)..]));
    }
}
