using System.Security.Cryptography;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Chains;

/// <summary>
/// The hash of a block, record by record (spec/collections.md 5.4): of the last block's hash and of
/// its body, which is the hash of its transactions' hashes.
/// </summary>
internal sealed class BlockHash : IDisposable
{
    private readonly IncrementalHash _body = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _txn = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private TxnId? _open;

    /// <summary>
    /// A block's hash. One without a transaction has the last one's: it adds nothing (KC4).
    /// </summary>
    internal static Hash256 Of(Hash256 last, Hash256? body)
    {
        if (body is not { } known) return last;
        Span<byte> both = stackalloc byte[2 * Hash256.Size];
        last.Write(both);
        known.Write(both[Hash256.Size..]);
        return Hash256.OfData(both);
    }

    /// <summary>`[key]` is a DELETE and hashes as its key, `[key, value]` a PUT.</summary>
    internal static Hash256 OfRecord(TupleState record) =>
        StateHash.Of(record.Items.Length == 1 ? record.Items[0] : State.Of(record));

    /// <summary>The next record, in the order of keys.</summary>
    internal void Add(TxnId txn, TupleState record)
    {
        if (_open != txn)
        {
            Close();
            Append(_txn, Hash256.OfData(ChainKeys.Bytes(txn)));
            _open = txn;
        }

        Append(_txn, OfRecord(record));
    }

    /// <summary>The body's hash; null where no record was added.</summary>
    internal Hash256? Done()
    {
        if (_open is null) return null;
        Close();
        return Take(_body);
    }

    public void Dispose()
    {
        _body.Dispose();
        _txn.Dispose();
    }

    private void Close()
    {
        if (_open is not null) Append(_body, Take(_txn));
    }

    private static Hash256 Take(IncrementalHash hash)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        hash.GetHashAndReset(digest);
        return Hash256.Read(digest);
    }

    private static void Append(IncrementalHash hash, Hash256 part)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        part.Write(bytes);
        hash.AppendData(bytes);
    }
}
