using System.Collections.Concurrent;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Chains;

/// <summary>
/// Begins a new block of a chain when the latest has grown past a size, in a transaction of its own
/// after the one that made it grow: that one is answered already, and others may append meanwhile.
/// `run` runs a transaction by itself; `report` is told what kept one from being done, which is
/// tried again at the next write.
/// </summary>
public sealed class BlockRoller(
    Func<Func<Txn, ValueTask<State>>, ValueTask<State>> run, Action<string> report,
    long blockBytes = BlockRoller.BlockBytes)
{
    /// <summary>Bytes of records in a block: where the original begins a new one (5.4).</summary>
    public const long BlockBytes = 1_000_000;

    // Bytes of the latest block, as far as known: of a chain that was not written to since the
    // start of the host, not at all. Below zero while a transaction looks at it.
    private readonly ConcurrentDictionary<Link, long> _sizes = [];

    /// <summary>
    /// Told after a commit that wrote to the chain's history. Returns at once; the task ends when
    /// there is nothing more to do.
    /// </summary>
    public Task Grew(Link chain, ChainKeys keys, long bytes)
    {
        var size = _sizes.AddOrUpdate(
            chain, _ => blockBytes + 1, (_, known) => known < 0 ? known : known + bytes);
        return size > blockBytes && _sizes.TryUpdate(chain, -1, size)
            ? Task.Run(() => Roll(chain, keys)) : Task.CompletedTask;
    }

    private async Task Roll(Link chain, ChainKeys keys)
    {
        // Where nothing comes of it, the next write finds the block full.
        var size = blockBytes;
        try
        {
            var answer = await run(txn => Roll(txn.Stored, keys, txn.Id)).ConfigureAwait(false);
            if (answer.As<Fault>() is not { } fault) size = answer.AsI64;
            else if (fault.Kind != FaultKind.Conflict) report($"{chain}: {fault.Message}");
        }
        catch (Exception e)
        {
            report($"{chain}: a new block can't be begun: {e.Message}");
        }

        _sizes[chain] = size;
    }

    /// <summary>
    /// Begins a new block after the last record that the transaction sees, if the latest is full.
    /// The bytes of the block that is the latest then, or a fault.
    /// </summary>
    public async ValueTask<State> Roll(IKeySpace space, ChainKeys keys, TxnId txn)
    {
        var history = new BlockHistory(space, keys, txn);
        if (history.CheckLinks().FirstOrDefault() is { } broken)
            return State.Of(new Fault(FaultKind.Internal, broken, []));
        // Nothing is claimed yet: to ask how large a block is must not get in a writer's way.
        var (size, last) = Measure(space, keys.RecordsIn(history.Latest().First, null));
        if (size <= blockBytes || last is not { } end) return State.Of(size);
        // From here on no older transaction can append up to there; later ones are not concerned.
        var first = end.Nonce == ushort.MaxValue
            ? new TxnId(end.TimeNs + 1, 0) : end with { Nonce = (ushort)(end.Nonce + 1) };
        var fault = await space.ClaimRead(keys.Starts).ConfigureAwait(false);
        var latest = history.Latest();
        fault ??= await space.ClaimRead(keys.RecordsIn(latest.First, first)).ConfigureAwait(false);
        if (fault is not null) return State.Of(fault);
        if (history.Body(latest.First, first) is not { } body) return State.Of(0L);
        var next = latest.Next(first, body);
        var key = keys.Start(next.Number);
        fault = await space.ClaimWrite(key).ConfigureAwait(false) ?? space.Set(key, next.Encode());
        return fault is null ? State.Of(0L) : State.Of(fault);
    }

    private static (long Bytes, TxnId? Last) Measure(IKeySpace space, KeyRange records)
    {
        var (bytes, last) = (0L, (TxnId?)null);
        foreach (var entry in space.Scan(records))
        {
            bytes += entry.Key.Length + entry.Value.Length;
            last = ChainKeys.ReadRecord(entry.Key).Txn;
        }

        return (bytes, last);
    }
}
