using TinyChain.Runtime.Transactions.Machine;
using TinyChain.Runtime.Transactions.Resolutions;

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

    /// <summary>Owners asked at once whom nobody waits for any more.</summary>
    private const int MostAtOnce = 32;

    /// <summary>Called by the sweep, again and again until the transaction has ended.</summary>
    internal void Overdue(Participation self)
    {
        var state = self.State;
        if (state == TxnState.Open) _ = driver.Drive(self, new TxnEvent.Expired()).AsTask();
        else if (state == TxnState.InDoubt && self.MayAsk(s_pause)) _ = Ask(self);
    }

    /// <summary>
    /// Asks owners how they have decided what an operator has decided in their place (W5): some at
    /// a time, as it is called again and again.
    /// </summary>
    internal void Compare(TxnResolutions resolutions)
    {
        foreach (var made in resolutions.NextToAsk(MostAtOnce)) _ = Ask(made, resolutions);
    }

    private async Task Ask(Resolution made, TxnResolutions resolutions)
    {
        var outcome = await peers.AskOutcome(made.Id, made.Owner.Cluster, made.Cluster)
            .ConfigureAwait(false);
        if (outcome is { } isCommit) resolutions.Hear(made, isCommit);
    }

    private async Task Ask(Participation self)
    {
        var outcome = await peers.AskOutcome(self.Id, self.Owner.Cluster, self.Cluster)
            .ConfigureAwait(false);
        if (outcome is { } isCommit)
            await driver.Drive(self, new TxnEvent.Decided(isCommit)).ConfigureAwait(false);
    }
}
