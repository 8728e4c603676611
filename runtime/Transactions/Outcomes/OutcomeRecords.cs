using System.Buffers.Binary;
using System.Text;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions.Outcomes;

/// <summary>
/// Outcomes in the store: each by the name of its key, and once more by when it may be forgotten.
/// </summary>
internal static class OutcomeRecords
{
    private static readonly byte[] s_outcomes = Encoding.UTF8.GetBytes("txn/outcome/");
    private static readonly byte[] s_ends = Encoding.UTF8.GetBytes("txn/outcome-end/");

    /// <summary>Where they all stand in the store.</summary>
    internal static IEnumerable<KeyRange> All =>
        [KeyRange.Under(s_outcomes), KeyRange.Under(s_ends)];

    /// <summary>The writes that keep an outcome, and the bytes that it counts for.</summary>
    internal static (StoreWrite[] Writes, int Size) Of(OutcomeKey key, StoredOutcome outcome)
    {
        var record = StateEncoder.Encode(State.Tuple(
        [
            State.Of(key.Request.ToString()), State.Of(outcome.Txn), State.Of(outcome.Answer),
        ]));
        var size = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(size, record.Length);
        return (
            [
                new StoreWrite(NameKey(Bytes(key.Name)), record),
                new StoreWrite([.. EndKey(key.UntilNs), .. Bytes(key.Name)], size),
            ],
            record.Length);
    }

    /// <summary>The outcome that a key has, and the request that it is of; or null.</summary>
    internal static (string Request, StoredOutcome Outcome)? Read(IStore store, OutcomeKey key)
    {
        if (store.Get(NameKey(Bytes(key.Name))) is not { } record) return null;
        var items = StateDecoder.Decode(record).As<TupleState>()!.Items;
        return (
            items[0].As<string>()!,
            new StoredOutcome(items[1].As<string>()!, items[2].As<string>()!));
    }

    /// <summary>Bytes of each outcome that is kept.</summary>
    internal static IEnumerable<int> Sizes(IStore store) =>
        store.Scan(KeyRange.Under(s_ends), int.MaxValue).Select(SizeOf);

    /// <summary>
    /// What to delete of outcomes that have been kept long enough, at most so many, and the bytes
    /// of each.
    /// </summary>
    internal static IEnumerable<(StoreWrite[] Writes, int Size)> Outdated(
        IStore store, ulong nowNs, int limit) =>
        store.Scan(new KeyRange(s_ends, EndKey(nowNs)), limit).Select(entry => (
            new StoreWrite[]
            {
                new(entry.Key, null),
                new(NameKey(entry.Key.AsSpan(s_ends.Length + sizeof(ulong))), null),
            },
            SizeOf(entry)));

    private static int SizeOf(StoreEntry entry) =>
        BinaryPrimitives.ReadInt32BigEndian(entry.Value);

    private static byte[] Bytes(Hash256 hash)
    {
        var bytes = new byte[Hash256.Size];
        hash.Write(bytes);
        return bytes;
    }

    private static byte[] NameKey(ReadOnlySpan<byte> name) => [.. s_outcomes, .. name];

    private static byte[] EndKey(ulong ns)
    {
        var key = new byte[s_ends.Length + sizeof(ulong)];
        s_ends.CopyTo(key, 0);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(s_ends.Length), ns);
        return key;
    }
}
