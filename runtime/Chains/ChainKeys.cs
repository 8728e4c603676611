using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Chains;

/// <summary>
/// Where a chain keeps what: `'h' ‖ transaction ‖ number` is a record, `'b' ‖ number` the start of
/// a block but the first, `'c' ‖ hash ‖ number` rows of a collection that a record refers to. Parts
/// are big-endian, so that keys stand in the order of transactions. A prefix goes before each.
/// </summary>
public sealed class ChainKeys(byte[] prefix)
{
    /// <summary>Bytes of a prefix: of so many chains no two will share one.</summary>
    public const int PrefixBytes = 8;

    /// <summary>Bytes of a transaction's id: its time and its nonce.</summary>
    public const int TxnBytes = 10;

    private readonly byte[] _records = [.. prefix, (byte)'h'];
    private readonly byte[] _starts = [.. prefix, (byte)'b'];
    private readonly byte[] _contents = [.. prefix, (byte)'c'];

    /// <summary>The prefix of a stored collection's rows: by its link, which stays.</summary>
    public static byte[] RowsOf(Link attribute) => Hash(attribute.ToString());

    /// <summary>The prefix of a stored chain's own entries; no link reads like this.</summary>
    public static ChainKeys Of(Link attribute) => new(Hash(attribute + "#history"));

    /// <summary>The keys of all records.</summary>
    public KeyRange Records => KeyRange.Under(_records);

    /// <summary>The keys of the starts of blocks.</summary>
    public KeyRange Starts => KeyRange.Under(_starts);

    /// <summary>All that the chain keeps beside its subject.</summary>
    public KeyRange All => KeyRange.Under(prefix);

    /// <summary>The keys of the records of one transaction.</summary>
    public KeyRange RecordsOf(TxnId txn) => KeyRange.Under([.. _records, .. Bytes(txn)]);

    /// <summary>The keys of the records from one transaction on, up to another, if any.</summary>
    public KeyRange RecordsIn(TxnId from, TxnId? to) => new(
        [.. _records, .. Bytes(from)],
        to is { } end ? [.. _records, .. Bytes(end)] : KeyRange.After(_records));

    public byte[] Record(TxnId txn, int number) => [.. _records, .. Bytes(txn), .. Bytes(number)];

    public byte[] Start(int number) => [.. _starts, .. Bytes(number)];

    public KeyRange Contents(Hash256 hash) => KeyRange.Under(ContentsOf(hash));

    public byte[] Content(Hash256 hash, int number) => [.. ContentsOf(hash), .. Bytes(number)];

    /// <summary>The transaction and the number that a record's key holds.</summary>
    public static (TxnId Txn, int Number) ReadRecord(ReadOnlySpan<byte> key)
    {
        var end = key[^(TxnBytes + sizeof(int))..];
        return (ReadTxn(end), BinaryPrimitives.ReadInt32BigEndian(end[TxnBytes..]));
    }

    /// <summary>The number that ends the key of a block's start.</summary>
    public static int ReadNumber(ReadOnlySpan<byte> key) =>
        BinaryPrimitives.ReadInt32BigEndian(key[^sizeof(int)..]);

    /// <summary>An id as 10 bytes, big-endian: its hash is of these (spec/host.md 1.7).</summary>
    public static byte[] Bytes(TxnId txn)
    {
        var bytes = new byte[TxnBytes];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, txn.TimeNs);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(8), txn.Nonce);
        return bytes;
    }

    /// <summary>The id that 10 bytes spell.</summary>
    public static TxnId ReadTxn(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt16BigEndian(bytes[8..]));

    private static byte[] Bytes(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Hash(string text) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(text))[..PrefixBytes];

    private byte[] ContentsOf(Hash256 hash)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        hash.Write(digest);
        return [.. _contents, .. digest];
    }
}
