using TinyChain.Runtime.Transactions.Machine;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Ends what this host takes part in and whose time is over: what is open rolls back (T12); about
/// what is in doubt it asks the owner, again and again (T11).
/// </summary>
internal sealed class DoubtResolver(TxnDriver driver, TxnMessages peers)
{
    /// <summary>
    /// Between two questions about one transaction: a host that is down for long is asked this
    /// often for each.
    /// </summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Called by the sweep, again and again until the transaction has ended.</summary>
    internal void Overdue(Participation self)
    {
        var state = self.State;
        if (state == TxnState.Open) _ = driver.Drive(self, new TxnEvent.Expired()).AsTask();
        else if (state == TxnState.InDoubt && self.MayAsk(s_pause)) _ = Ask(self);
    }

    private async Task Ask(Participation self)
    {
        if (await peers.AskOutcome(self).ConfigureAwait(false) is { } isCommit)
            await driver.Drive(self, new TxnEvent.Decided(isCommit)).ConfigureAwait(false);
    }
}
