using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions.Machine;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// All that transactions need over one store, put together, and taken down in order.
/// </summary>
public sealed class TxnEngine : IAsyncDisposable
{
    // Records of commits that are old: so many at a time, more than a host makes meanwhile.
    private const int MostForgotten = 100_000;

    private static readonly TimeSpan s_tidy = TimeSpan.FromMinutes(1);

    private readonly TxnWorld _world;
    private readonly TxnClock _clock;
    private readonly CommitQueue _commits;
    private readonly ActiveTxns _active;
    private readonly TxnDriver _driver;
    private readonly Deliveries _deliveries;
    private readonly DoubtResolver _doubts;
    private readonly ITimer _forgetter;

    /// <summary>
    /// Transactions over a store. `versionBytes` is memory for the versions that older readers may
    /// still ask for. What the store holds in doubt has its claims again before this returns.
    /// </summary>
    public TxnEngine(TxnWorld world, ClockWindow window, long versionBytes)
    {
        _world = world;
        var (store, time) = (world.Store, world.Time);
        var peers = new TxnMessages(world.Network);
        _clock = new TxnClock(time, world.Entropy, store);
        _commits = new CommitQueue(store);
        var data = new StoredData(store);
        _active = new ActiveTxns(time, _clock, data, window, versionBytes)
        {
            Joiner = peers.SendJoin,
        };
        _deliveries = new Deliveries(peers, _commits, time);
        _driver = new TxnDriver(data, _commits, _active, peers, _deliveries);
        Outcomes = new TxnOutcomes(store, _clock, time);
        Runner = new TxnRunner(data, _commits, _active, _driver, time);
        Retries = new TxnRetries(Runner, data, _active);
        Resolutions = new TxnResolutions(_active, _driver, _commits, _clock, store);
        Control = new TxnControl(_active, _driver, store, Resolutions);
        Calls = new TxnCalls(_active);
        List = new TxnList(_active, _deliveries);
        RestoreVotes(store, data, time);
        _doubts = new DoubtResolver(_driver, peers);
        _forgetter = time.CreateTimer(_ => Tidy(), null, s_tidy, s_tidy);
        _active.Overdue = _doubts.Overdue;
    }

    public TxnRunner Runner { get; }

    /// <summary>How requests ended that may commit only once.</summary>
    public TxnOutcomes Outcomes { get; }

    /// <summary>What other hosts ask about transactions.</summary>
    public TxnControl Control { get; }

    /// <summary>What a transaction's calls to other hosts carry.</summary>
    public TxnCalls Calls { get; }

    /// <summary>Begins again what came too late to write.</summary>
    public TxnRetries Retries { get; }

    /// <summary>What operators have decided in the place of owners.</summary>
    public TxnResolutions Resolutions { get; }

    /// <summary>What is open or in doubt, for the operator.</summary>
    public TxnList List { get; }

    /// <summary>What goes to the disk. Nothing does before its Start.</summary>
    public CommitQueue Commits => _commits;

    /// <summary>Transactions that are open.</summary>
    public int Open => _active.Count;

    /// <summary>What this host's answers to others say of its clock (I4).</summary>
    public TxnId Clock => _clock.Last;

    /// <summary>What another host's answer says of its clock (I4).</summary>
    public void Hear(TxnId clock) => _active.Hear(clock);

    /// <summary>
    /// Serves commits from now on, and goes on telling those who may not have heard of some.
    /// </summary>
    public void Start()
    {
        _commits.Start();
        TellAgain();
    }

    /// <summary>
    /// Goes on telling those who may not have heard of commits before this start. Called once; by
    /// itself where somebody serves the commits by hand.
    /// </summary>
    public void TellAgain()
    {
        foreach (var (id, owner, silent) in TxnRecords.ReadUnheard(_world.Store).ToList())
        {
            var self = new Participation(id, owner, _world.Time, TimeSpan.Zero)
            {
                Host = owner with { Cluster = owner.Cluster.WithoutPath() },
                Link = owner.Cluster,
            };
            _ = _driver.Drive(self, new TxnEvent.Recovered(TxnState.Committed, silent)).AsTask();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _active.Dispose();
        await _forgetter.DisposeAsync().ConfigureAwait(false);
        await _deliveries.DisposeAsync().ConfigureAwait(false);
        await _commits.DisposeAsync().ConfigureAwait(false);
        _clock.Dispose();
    }

    private void Tidy()
    {
        _doubts.Compare(Resolutions);
        var old = TxnRecords.Outdated(_world.Store, _clock.NowNs, MostForgotten)
            .Concat(Outcomes.Forget(MostForgotten)).Concat(Resolutions.Forget()).ToList();
        if (old.Count > 0) _ = _commits.Write(old);
    }

    private void RestoreVotes(IStore store, StoredData data, TimeProvider time)
    {
        foreach (var (id, owner, cluster) in TxnRecords.ReadVotes(store).ToList())
        {
            // Its time is over: so the owner is asked at once.
            var self = new Participation(id, owner, time, TimeSpan.Zero)
            {
                Host = new TxnOwner(cluster.WithoutPath(), ""),
                Link = cluster,
                IsOwner = false,
            };
            self.Handle(new TxnEvent.Recovered(TxnState.InDoubt, []));
            self.Vote(true);
            self.LetGo();
            data.Restore(self, TxnRecords.ReadStaged(store, id));
            _active.Share(self);
        }
    }
}
