using System.Text;
using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions.Machine;
using TinyChain.Runtime.Transactions.Outcomes;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Requests that may commit only once (spec/host.md 3.10): what their keys came to is durable with
/// the commit itself, so it is known exactly if the effects are there. Called at stations 3 and 8.
/// </summary>
public sealed class TxnOutcomes
{
    private readonly IStore _store;
    private readonly TxnClock _clock;
    private readonly TimeProvider _time;

    // Guards the table and the tally.
    private readonly Lock _gate = new();
    private readonly RunningKeys<KeyClaim> _running = new();
    private long _count;
    private long _bytes;

    internal TxnOutcomes(IStore store, TxnClock clock, TimeProvider time)
    {
        (_store, _clock, _time) = (store, clock, time);
        foreach (var size in OutcomeRecords.Sizes(store)) Tally(1, size);
    }

    /// <summary>An answer is larger than what is kept.</summary>
    public static Fault TooLong => OutcomeFaults.TooLong();

    /// <summary>When an outcome may be forgotten that is kept from now on.</summary>
    public ulong UntilNs => _clock.NowNs + ((ulong)TxnRecords.Kept.Ticks * 100);

    /// <summary>
    /// Claims a client's key: then its request is to run. Or it has run before, and this is how it
    /// ended; or a fault. Another request with the same key that runs now is waited for.
    /// </summary>
    public async ValueTask<(KeyClaim? Claim, StoredOutcome? Known, Fault? Fault)> Claim(
        OutcomeKey key, TimeSpan patience)
    {
        var start = _time.GetTimestamp();
        while (true)
        {
            var claim = new KeyClaim(key);
            var other = Enter(claim, out var fault);
            if (fault is not null) return (null, null, fault);
            if (other is null) return Recall(claim);
            var left = patience - _time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero || !await IsOver(other, left).ConfigureAwait(false))
                return (null, null, OutcomeFaults.Running(patience));
        }
    }

    /// <summary>Claims a token that is good for one commit; null and the fault where it can't be.
    /// </summary>
    public KeyClaim? Claim(TokenLayer once, out Fault? fault)
    {
        var claim = new KeyClaim(OutcomeKey.OfToken(once));
        var other = Enter(claim, out fault);
        if (other is not null) fault = OutcomeFaults.InUse();
        if (fault is not null) return null;
        if (OutcomeRecords.Read(_store, claim.Key) is not { } used) return claim;
        Release(claim, null);
        fault = OutcomeFaults.Used(used.Outcome.Txn);
        return null;
    }

    /// <summary>
    /// Has an answer kept with the commit of the request's transaction, which is to come: null, or
    /// why it can't be.
    /// </summary>
    public Fault? Keep(KeyClaim claim, Txn txn, ReadOnlySpan<byte> answer)
    {
        if (answer.Length > Limits.OutcomeBytes) return OutcomeFaults.TooLong();
        var self = txn.Participation!;
        var outcome = new StoredOutcome(txn.Id.ToString(), Encoding.UTF8.GetString(answer));
        var (writes, size) = OutcomeRecords.Of(claim.Key, outcome);
        self.Extras = self.Extras.AddRange(writes);
        self.AfterCommit(() => Tally(1, size));
        return null;
    }

    /// <summary>
    /// Gives a claim back. Where the transaction may still commit the key waits for its end; where
    /// nobody can know until the disk is read again, that is a restart.
    /// </summary>
    public void Release(KeyClaim claim, Txn? txn)
    {
        if (txn?.Participation is { State: TxnState.Preparing or TxnState.InDoubt } deciding)
            _ = deciding.Ended.ContinueWith(_ => Leave(claim), TaskScheduler.Default);
        else Leave(claim);
    }

    /// <summary>The writes that forget what has been kept long enough.</summary>
    internal IReadOnlyList<StoreWrite> Forget(int limit)
    {
        var old = OutcomeRecords.Outdated(_store, _clock.NowNs, limit).ToList();
        Tally(-old.Count, -old.Sum(outcome => (long)outcome.Size));
        return [.. old.SelectMany(outcome => outcome.Writes)];
    }

    private (KeyClaim? Claim, StoredOutcome? Known, Fault? Fault) Recall(KeyClaim claim)
    {
        // Read after the key was entered: whoever held it before has its outcome in the store.
        if (OutcomeRecords.Read(_store, claim.Key) is not { } found) return (claim, null, null);
        Leave(claim);
        return found.Request == claim.Key.Request.ToString()
            ? (null, found.Outcome, null) : (null, null, OutcomeFaults.Another());
    }

    private KeyClaim? Enter(KeyClaim claim, out Fault? fault)
    {
        lock (_gate)
        {
            var isFull = _count >= Limits.Outcomes || _bytes >= Limits.AllOutcomeBytes;
            fault = isFull ? OutcomeFaults.Full() : null;
            return isFull ? null : _running.Enter(claim.Key, claim, out fault);
        }
    }

    private void Leave(KeyClaim claim)
    {
        lock (_gate) _running.Leave(claim.Key);
        claim.Ended.TrySetResult();
    }

    private async ValueTask<bool> IsOver(KeyClaim other, TimeSpan left)
    {
        try
        {
            await other.Ended.Task.WaitAsync(left, _time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Tally(int count, long bytes)
    {
        lock (_gate) (_count, _bytes) = (_count + count, _bytes + bytes);
    }
}
