using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions.Machine;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// What is open, voted on or in doubt at this host, and what has committed without everybody's
/// knowledge: whom it waits for. It reads, and is in nobody's way for longer than a copy takes.
/// </summary>
public sealed class TxnList
{
    private const string Active = "active";
    private const string Prepared = "prepared";
    private const string Committed = "committed";
    private const string Disk = "disk";

    private readonly ActiveTxns _active;
    private readonly Deliveries _deliveries;

    internal TxnList(ActiveTxns active, Deliveries deliveries) =>
        (_active, _deliveries) = (active, deliveries);

    /// <summary>
    /// The oldest so many, which have waited longest, and how many there are besides. Without the
    /// transaction of the request that asks.
    /// </summary>
    public (IReadOnlyList<TxnStanding> Listed, int LeftOut) Oldest(int most, TxnId asking)
    {
        // Whoever is in both is there as what others share; what has ended meanwhile is no news.
        var all = _active.All()
            .Where(self => self.State is not (TxnState.RolledBack or TxnState.Committed))
            .Concat(_deliveries.Unheard())
            .Where(self => self.Id != asking)
            .DistinctBy(self => self.Id).OrderBy(self => self.Id).ToList();
        return ([.. all.Take(most).Select(Look)], Math.Max(0, all.Count - most));
    }

    private static TxnStanding Look(Participation self)
    {
        var moment = self.Moment;
        return new TxnStanding(
            self.Id, RoleOf(self, moment), StateOf(self, moment), self.Owner.Cluster, self.Link)
        {
            Participants =
                [.. moment.Joined.Select(cluster => (cluster, StageOf(cluster, moment)))],
            WaitingFor = [.. WaitingFor(self, moment)],
            Issuers = [.. self.Caller.Chain.Select(layer => layer.Issuer)],
        };
    }

    private static string RoleOf(Participation self, TxnMoment moment) =>
        !self.IsOwner ? "participant"
        : moment.HasCalled || !moment.Joined.IsEmpty ? "owner" : "local";

    private static string StateOf(Participation self, TxnMoment moment) => moment.State switch
    {
        TxnState.Open => Active,
        // A participant's decision is on its way to the disk.
        TxnState.Preparing => self.IsOwner ? "preparing" : Prepared,
        TxnState.InDoubt => self.IsOwner || self.IsExpired ? "in_doubt" : Prepared,
        TxnState.Committed => Committed,
        TxnState.RolledBack => "aborted",
    };

    private static string StageOf(Link cluster, TxnMoment moment)
    {
        var isSilent = moment.Silent.Contains(cluster);
        return moment.State switch
        {
            TxnState.Preparing => isSilent ? Active : Prepared,
            TxnState.Committed => isSilent ? Prepared : Committed,
            TxnState.InDoubt => Prepared,
            TxnState.Open or TxnState.RolledBack => Active,
        };
    }

    private static IEnumerable<string> WaitingFor(Participation self, TxnMoment moment)
    {
        var isDeciding = moment.State is TxnState.Preparing or TxnState.InDoubt;
        if (moment.IsJoining || (moment.State == TxnState.InDoubt && !self.IsOwner))
            yield return self.Owner.Cluster.ToString();
        else if (isDeciding && moment.Silent.IsEmpty) yield return Disk;
        foreach (var cluster in moment.Silent) yield return cluster.ToString();
        if (moment.Blocker is { } blocker) yield return blocker.ToString();
    }
}
