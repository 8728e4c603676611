using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions.Machine;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Stations 3 and 8: gives a request its transaction and ends it. What it begins must be ended and
/// released, whatever happens.
/// </summary>
public sealed class TxnRunner
{
    // What the machines of a participant take longer than they said.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(250);

    private readonly StoredData _data;
    private readonly CommitQueue _commits;
    private readonly ActiveTxns _active;
    private readonly TxnDriver _driver;
    private readonly TimeProvider _time;

    internal TxnRunner(
        StoredData data, CommitQueue commits, ActiveTxns active, TxnDriver driver,
        TimeProvider time) =>
        (_data, _commits, _active, _driver, _time) = (data, commits, active, driver, time);

    /// <summary>
    /// Station 3. Without an id the host gives one and owns the transaction. With one, the first
    /// write in it owns it until it ends, once (spec/host.md 3.5); a read pins nothing. With an
    /// owner too, the request takes part in that owner's transaction.
    /// </summary>
    /// <returns>The transaction, or null and the fault.</returns>
    public Txn? Begin(TxnHeader header, out Fault? fault)
    {
        if (_commits.Failure is not null)
        {
            fault = Fault.Unavailable("the host's disk has failed; see its log, and restart it");
            return null;
        }

        var chosen = header.Id is null ? null : TxnId.Parse(header.Id);
        if (header.Id is not null && chosen is null)
        {
            fault = Fault.BadRequest($"txn_id '{Shown(header.Id)}' is not <nanoseconds>-<nonce>, "
                + "such as 1700000000000000000-42");
            return null;
        }

        return _active.Open(header, chosen, out fault) is { } self
            ? Txn.Over(_data, self, header.Owner is null) : null;
    }

    /// <summary>
    /// Station 8. The request that began a transaction commits it, unless it failed or is
    /// hypothetical: committed means durable, and visible to all that begin from now on. One that
    /// takes part leaves what it did for the owner to decide on, and undoes it where it failed.
    /// What the answer shows of collections was claimed before.
    /// </summary>
    /// <returns>The outcome, and what a participant had against it.</returns>
    public async ValueTask<(OutcomeKind Outcome, Fault? Reason)> End(Txn txn, Fault? fault)
    {
        var self = txn.Participation!;
        if (fault is not null)
        {
            // Whoever caught this fault would commit half a request: so nobody commits it.
            await _driver.Drive(self, new TxnEvent.RollbackAsked()).ConfigureAwait(false);
            return (OutcomeKind.RolledBack, null);
        }

        if (!txn.IsMain) return (OutcomeKind.Committed, null);
        var hasWrites = _data.Seal(self).Count > 0 || !self.Extras.IsEmpty;
        var deciding = _driver.Drive(self, new TxnEvent.CommitAsked(hasWrites));
        var (outcome, reason) = deciding.IsCompleted ? await deciding.ConfigureAwait(false)
            : await InTime(self, deciding.AsTask()).ConfigureAwait(false);
        if (outcome == OutcomeKind.InDoubt) _active.Publish(self);
        return (outcome ?? OutcomeKind.RolledBack, reason);
    }

    /// <summary>Whether others wait for what it has written, or intends to.</summary>
    public bool HoldsWrites(Txn txn) => _data.IsWriter(txn.Participation!);

    /// <summary>
    /// Ends a request's hold on its transaction, its view of the past included. Always the last
    /// call; where nobody has ended a transaction that began here, it rolls back.
    /// </summary>
    public void Release(Txn txn)
    {
        var self = txn.Participation!;
        // Nothing before the first message to another host is awaited.
        if (txn.IsMain && !self.IsDecided)
            _ = _driver.Drive(self, new TxnEvent.RollbackAsked()).AsTask();
        _active.Remove(self.Id);
    }

    /// <summary>
    /// How it ends, within its time. After that it is rolled back for certain where nobody has
    /// decided, and in doubt where the decision is on its way to the disk (T12).
    /// </summary>
    private async Task<(OutcomeKind? Outcome, Fault? Reason)> InTime(
        Participation self, Task<(OutcomeKind? Outcome, Fault? Reason)> deciding)
    {
        try
        {
            return await deciding.WaitAsync(self.Remaining + s_grace, _time)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await _driver.Drive(self, new TxnEvent.Expired()).ConfigureAwait(false);
            return self.State switch
            {
                TxnState.RolledBack => (OutcomeKind.RolledBack, self.Late()),
                TxnState.Committed => (OutcomeKind.Committed, null),
                TxnState.Open or TxnState.Preparing or TxnState.InDoubt =>
                    (OutcomeKind.InDoubt, null),
            };
        }
    }

    private static string Shown(string text) => text.Length <= 64 ? text : text[..64] + "…";
}
