using TinyChain.Host.Simulation;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>What a host lists of its transactions: W1 of docs/protocol.md.</summary>
public sealed class TxnListTests
{
    private static readonly Link s_bank = TestParticipant.LinkOf("http://bank.test/service/m/bank");
    private static readonly byte[] s_row = TestParticipant.Row;

    private readonly SimClock _clock = new();
    private readonly HostTime _time;

    public TxnListTests() => _time = new HostTime(_clock, TimeSpan.Zero);

    [Fact]
    public async Task W1_a_participant_is_active_prepared_and_in_doubt_and_waits_for_the_owner()
    {
        await using var engine = Start(new TestParticipant.Agreeing());
        var id = await TestParticipant.Write(engine, TestParticipant.NewId(7, _time));
        AssertStands(Only(engine), "participant", "active");
        await engine.Control.Prepare(id, null);
        var owner = TestParticipant.Owner.Cluster.ToString();
        AssertStands(Only(engine), "participant", "prepared", owner);
        _clock.Leap(TimeSpan.FromSeconds(61).Ticks);
        var stands = Only(engine);
        AssertStands(stands, "participant", "in_doubt", owner);
        Assert.Equal((id, TestParticipant.Owner.Cluster), (stands.Id, stands.Owner));
        await engine.Control.Commit(id, null);
        Assert.Empty(engine.List.Oldest(9, default).Listed);
    }

    [Fact]
    public async Task W1_an_owner_waits_for_votes_and_then_for_those_who_have_not_heard()
    {
        var bank = new SlowBank();
        await using var engine = Start(bank);
        var txn = Begin(engine, 7);
        await Write(txn);
        Assert.NotNull(engine.Calls.Begin(txn, out _));
        AssertStands(Only(engine), "owner", "active");
        engine.Control.Join(txn.Id, s_bank, null);
        AssertStands(Only(engine), "owner", "active");

        var end = engine.Runner.End(txn, null).AsTask();
        AssertStands(Only(engine), "owner", "preparing", s_bank.ToString());
        Assert.Equal((s_bank, "active"), Assert.Single(Only(engine).Participants));
        bank.Vote.SetResult(TxnVote("yes"));
        Assert.Equal(OutcomeKind.Committed, (await end).Outcome);
        engine.Runner.Release(txn);
        AssertStands(Only(engine), "owner", "committed", s_bank.ToString());
        Assert.Equal((s_bank, "prepared"), Assert.Single(Only(engine).Participants));
    }

    [Fact]
    public async Task W1_a_claim_waits_for_the_transaction_that_is_in_its_way()
    {
        await using var engine = Start(new TestEngine.NoNetwork());
        var (first, second) = (Begin(engine, 7), Begin(engine, 8));
        await Write(first);
        var claim = second.Stored.ClaimWrite(s_row).AsTask();
        var (listed, leftOut) = engine.List.Oldest(9, default);
        Assert.Equal(0, leftOut);
        Assert.Equal([first.Id, second.Id], listed.Select(txn => txn.Id));
        AssertStands(listed[0], "local", "active");
        AssertStands(listed[1], "local", "active", first.Id.ToString());

        await engine.Runner.End(first, null);
        Assert.Null(await claim);
        engine.Runner.Release(first);
        AssertStands(Only(engine), "local", "active");
        Assert.Empty(engine.List.Oldest(9, second.Id).Listed);
    }

    [Fact]
    public async Task W1_the_oldest_are_listed_and_the_others_counted()
    {
        await using var engine = Start(new TestEngine.NoNetwork());
        var all = Enumerable.Range(0, 20)
            .Select(_ => engine.Runner.Begin(TestEngine.Header(), out var _)!.Id).ToList();
        var (listed, leftOut) = engine.List.Oldest(6, default);
        Assert.Equal(all.Take(6), listed.Select(txn => txn.Id));
        Assert.Equal(14, leftOut);
    }

    private static State TxnVote(string vote)
    {
        var map = new MapBuilder();
        map.Set(Id.Of("vote"), State.Of(vote));
        return map.ToState();
    }

    private static void AssertStands(
        TxnStanding txn, string role, string state, params string[] waitingFor)
    {
        Assert.Equal((role, state), (txn.Role, txn.State));
        Assert.Equal(waitingFor, txn.WaitingFor);
    }

    private static TxnStanding Only(TxnEngine engine) =>
        Assert.Single(engine.List.Oldest(9, default).Listed);

    private Txn Begin(TxnEngine engine, int nonce) => engine.Runner.Begin(
        TestEngine.Header() with { Id = TestParticipant.NewId(nonce, _time) }, out _)!;

    private static async Task Write(Txn txn)
    {
        Assert.Null(await txn.Stored.ClaimWrite(s_row));
        Assert.Null(txn.Stored.Set(s_row, [1]));
    }

    private TxnEngine Start(INetwork network)
    {
        var engine = TestEngine.Over(new MemoryStore(), _time, network);
        engine.Start();
        return engine;
    }

    /// <summary>A bank that thinks about its vote, and then is not there any more.</summary>
    private sealed class SlowBank : INetwork
    {
        public TaskCompletionSource<State> Vote { get; } = new();

        public async ValueTask<State> Send(PeerMessage message) =>
            message.Link.Path[^1].Text == "prepare" ? await Vote.Task
                : State.Of(Fault.BadGateway("nobody is there"));
    }
}
