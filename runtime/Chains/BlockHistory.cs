using TinyChain.Ir.Encoding;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Chains;

/// <summary>
/// The records of a block chain as one transaction sees them. Each record has a key of its own
/// below its transaction, so that transactions append without conflict.
/// </summary>
internal sealed class BlockHistory(IKeySpace space, ChainKeys keys, TxnId txn)
{
    /// <summary>The collections that records refer to.</summary>
    internal RecordedCollections Collections { get; } = new(space, keys);

    /// <summary>
    /// Adds a record of this transaction; how many bytes it takes, or why it can't.
    /// </summary>
    internal async ValueTask<(int Bytes, Fault? Fault)> Append(State record)
    {
        var own = keys.RecordsOf(txn);
        if (await space.ClaimRead(own).ConfigureAwait(false) is { } wait) return (0, wait);
        var number = space.Scan(own, isReversed: true).Take(1)
            .Select(e => ChainKeys.ReadRecord(e.Key).Number + 1).FirstOrDefault();
        var key = keys.Record(txn, number);
        if (await space.ClaimWrite(key).ConfigureAwait(false) is { } refusal) return (0, refusal);
        var value = StateEncoder.Encode(record);
        return (key.Length + value.Length, space.Set(key, value));
    }

    /// <summary>Claims all of it for reading.</summary>
    internal ValueTask<Fault?> Claim() => space.ClaimRead(keys.All);

    /// <summary>Claims what the hash of the latest block is made of.</summary>
    internal async ValueTask<Fault?> ClaimLatest() =>
        await space.ClaimRead(keys.Starts).ConfigureAwait(false)
        ?? await space.ClaimRead(keys.RecordsIn(Latest().First, null)).ConfigureAwait(false);

    /// <summary>The hash of the latest block; it is claimed.</summary>
    internal Hash256 Hash()
    {
        var latest = Latest();
        return BlockHash.Of(latest.LastHash, Body(latest.First, null));
    }

    /// <summary>The start of the latest block; the starts are claimed.</summary>
    internal BlockStart Latest() =>
        space.Scan(keys.Starts, isReversed: true).Take(1).Select(BlockStart.Read)
            .FirstOrDefault(BlockStart.Zero);

    /// <summary>
    /// Each block as it prints, `[last hash, {transaction: [record, …]}]`; all is claimed. One at a
    /// time is in memory. A block is not shown unless it has the hash that the next one names: a
    /// fault stands there.
    /// </summary>
    internal IEnumerable<State> Blocks()
    {
        var start = BlockStart.Zero;
        foreach (var next in space.Scan(keys.Starts).Select(BlockStart.Read))
        {
            var (block, body) = Block(start, next.First);
            yield return Problems(start, next, body).FirstOrDefault() is { } problem
                ? State.Of(new Fault(FaultKind.Internal, problem, [])) : block;
            start = next;
        }

        yield return Block(start, null).Shown;
    }

    /// <summary>
    /// The hash of the transactions in a range; null where there are none. They are claimed.
    /// </summary>
    internal Hash256? Body(TxnId from, TxnId? to)
    {
        using var hash = new BlockHash();
        foreach (var entry in space.Scan(keys.RecordsIn(from, to)))
            hash.Add(ChainKeys.ReadRecord(entry.Key).Txn, Decode(entry));
        return hash.Done();
    }

    /// <summary>What is wrong with it, line by line; all is claimed.</summary>
    internal IEnumerable<string> Check()
    {
        var start = BlockStart.Zero;
        foreach (var next in space.Scan(keys.Starts).Select(BlockStart.Read))
        {
            foreach (var problem in Problems(start, next, Body(start.First, next.First)))
                yield return problem;
            start = next;
        }

        foreach (var problem in CheckNumbers()) yield return problem;
    }

    /// <summary>
    /// Whether the links between blocks hold, by their starts alone: for a start of the host.
    /// </summary>
    internal IEnumerable<string> CheckLinks()
    {
        var start = BlockStart.Zero;
        foreach (var next in space.Scan(keys.Starts).Select(BlockStart.Read))
        {
            if (!start.IsFollowedBy(next))
                yield return $"block {next.Number} does not follow block {start.Number}";
            start = next;
        }
    }

    private static IEnumerable<string> Problems(BlockStart start, BlockStart next, Hash256? body)
    {
        if (!start.IsFollowedBy(next))
            yield return $"block {next.Number} does not follow block {start.Number}";
        if (body != next.LastBody)
            yield return $"block {start.Number} does not have the hash that block "
                + $"{next.Number} begins with";
    }

    /// <exception cref="InvalidDataException">The entry is damaged.</exception>
    private static TupleState Decode(StoreEntry entry) =>
        StateDecoder.Decode(entry.Value).As<TupleState>() is { Items.Length: 1 or 2 } record
            ? record : throw new InvalidDataException(
                $"the record of {ChainKeys.ReadRecord(entry.Key).Txn} is damaged");

    private IEnumerable<string> CheckNumbers()
    {
        var (txn, number) = (default(TxnId), 0);
        foreach (var entry in space.Scan(keys.Records))
        {
            var at = ChainKeys.ReadRecord(entry.Key);
            number = at.Txn == txn ? number : 0;
            if (at.Number != number) yield return $"record {number} of {at.Txn} is missing";
            Decode(entry);
            (txn, number) = (at.Txn, at.Number + 1);
        }
    }

    private (State Shown, Hash256? Body) Block(BlockStart start, TxnId? end)
    {
        using var hash = new BlockHash();
        var txns = new MapBuilder();
        var records = new List<State>();
        TxnId? open = null;
        foreach (var entry in space.Scan(keys.RecordsIn(start.First, end)))
        {
            var at = ChainKeys.ReadRecord(entry.Key).Txn;
            if (open is { } last && last != at) Close(txns, last, records);
            open = at;
            var record = Decode(entry);
            hash.Add(at, record);
            records.Add(Collections.Show(record));
        }

        if (open is { } id) Close(txns, id, records);
        var shown = State.Tuple([State.Of(Text(start.LastHash)), txns.ToState()]);
        return (shown, hash.Done());
    }

    private static void Close(MapBuilder txns, TxnId txn, List<State> records)
    {
        txns.Set(Id.Of(txn.ToString()), State.Tuple([.. records]));
        records.Clear();
    }

    /// <summary>A hash as a view shows it: padded base64, as plain text.</summary>
    private static string Text(Hash256 hash)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        hash.Write(digest);
        return Convert.ToBase64String(digest);
    }
}
