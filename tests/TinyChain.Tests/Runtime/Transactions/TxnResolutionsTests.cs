using TinyChain.Host.Simulation;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using TinyChain.Runtime.Transactions.Resolutions;
using TinyChain.Tests.Conformance;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>An operator's way out of a doubt: W3 to W5 of docs/protocol.md.</summary>
public sealed class TxnResolutionsTests : IAsyncDisposable
{
    private const string Me = "http://owner.test/service/people/root";

    private readonly SimClock _clock = new();
    private readonly HostTime _time;
    private readonly Owner _owner = new();
    private readonly List<Resolution> _loud = [];
    private readonly MemoryStore _store = new();
    private TxnEngine _engine;

    public TxnResolutionsTests()
    {
        _time = new HostTime(_clock, TimeSpan.Zero);
        _engine = Start(_store);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task W3_only_what_a_participant_has_in_doubt_can_be_decided()
    {
        var id = TxnId.Parse(TestParticipant.NewId(7, _time))!.Value;
        await Refused(FaultKind.NotFound, "nothing of transaction", id);
        var own = _engine.Runner.Begin(
            TestEngine.Header() with { Id = TestParticipant.NewId(8, _time) }, out _)!;
        await Refused(FaultKind.Conflict, "this host owns", own.Id);
        _engine.Runner.Release(own);
        await Refused(FaultKind.Conflict, "it is aborted", own.Id);

        await TestParticipant.Write(_engine, id.ToString());
        await Refused(FaultKind.Conflict, "has not been voted on", id);
        await _engine.Control.Prepare(id, null);
        await Refused(FaultKind.Conflict, "has 60 s to say how it ends", id);
        _clock.Leap(_clock.Now + TimeSpan.FromSeconds(61).Ticks);
        Assert.Null((await _engine.Resolutions.Resolve(id, false, Me)).Fault);
        await Refused(FaultKind.Conflict, "by an operator before", id);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task W5_a_decision_stays_and_is_compared_with_the_owners_whatever_restarts(
        bool isCommit, bool isOwnersCommit)
    {
        var id = await Doubt();
        var (made, _) = await _engine.Resolutions.Resolve(id, isCommit, Me);
        Assert.Equal((isCommit, Me), (made!.IsCommitted, made.By));
        await AssertStands(id, isCommit);
        await Restart();
        await AssertStands(id, isCommit);
        Assert.Equal(made, Only());
        Assert.Empty(_engine.List.Oldest(9, default).Listed);

        foreach (var _ in new[] { 1, 2 })
        {
            var heard = await Tell(id, isOwnersCommit, null);
            Assert.Equal(isCommit == isOwnersCommit, !heard.IsFault);
            if (heard.As<Fault>() is { } fault) Assert.Equal(FaultKind.Conflict, fault.Kind);
            // What has been heard is on the disk before the next one.
            Assert.True(await _engine.Commits.Write([]));
        }

        await AssertStands(id, isCommit);
        await Restart();
        Assert.Equal(isOwnersCommit, Only().OwnersWord);
        Assert.Equal(isCommit != isOwnersCommit, Only().IsMismatch);
        // Once, however often the owner says it.
        Assert.Equal(isCommit != isOwnersCommit ? [id] : [], _loud.Select(loud => loud.Id));
        Tick(TimeSpan.FromHours(25));
        await Restart();
        Assert.Equal(
            isCommit != isOwnersCommit ? 1 : 0, _engine.Resolutions.List(9).Listed.Count);
    }

    [Theory]
    [InlineData(true, "aborted", true)]
    [InlineData(true, "unknown", true)]
    [InlineData(true, "committed", false)]
    [InlineData(false, "committed", true)]
    [InlineData(false, "unknown", false)]
    public async Task W5_an_owner_that_comes_back_is_asked(
        bool isCommit, string answer, bool isMismatch)
    {
        var id = await Doubt();
        await _engine.Resolutions.Resolve(id, isCommit, Me);
        Tick(TimeSpan.FromMinutes(3));
        Assert.Null(Only().OwnersWord);
        _owner.Stage = answer;
        Tick(TimeSpan.FromMinutes(1.1));
        Assert.Equal(answer == "committed", Only().OwnersWord);
        Assert.Equal(isMismatch, Only().IsMismatch);
        Assert.Equal(isMismatch ? 1 : 0, _loud.Count);
        await AssertStands(id, isCommit);
    }

    [Fact]
    public async Task W5_somebody_else_is_not_heard()
    {
        var owner = new TxnOwner(TestParticipant.Owner.Cluster, "k1");
        var id = await Doubt(owner);
        await _engine.Resolutions.Resolve(id, false, Me);
        foreach (var by in new[] { null, owner with { Key = "k2" } })
            Assert.Equal(FaultKind.Forbidden, (await Tell(id, true, by)).As<Fault>()!.Kind);
        Assert.Null(Only().OwnersWord);
        Assert.Equal(FaultKind.Conflict, (await Tell(id, true, owner)).As<Fault>()!.Kind);
        Assert.True(Only().IsMismatch);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    [Scenario("X125")]
    public async Task X125_a_commit_that_is_replayed_after_a_day_changes_nothing(bool? resolved)
    {
        var id = await Doubt();
        if (resolved is { } isCommit) await _engine.Resolutions.Resolve(id, isCommit, Me);
        else await Tell(id, true, null);
        // The row belongs to somebody else meanwhile.
        Tick(TimeSpan.FromHours(25));
        await Restart();
        await Put(9);
        var heard = await Tell(id, true, null);
        Assert.Equal(resolved == false ? FaultKind.Conflict : null, heard.As<Fault>()?.Kind);
        Assert.Equal([9], await Read());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task W4_a_crash_leaves_the_whole_decision_or_the_doubt(bool isCommit)
    {
        var kinds = new HashSet<bool>();
        for (var crashAfter = 1; crashAfter < 12; crashAfter++)
        {
            var disk = new SimDisk(new Random(crashAfter));
            var id = default(TxnId);
            try
            {
                await using var before = Start(disk);
                id = await TestParticipant.Vote(before, TestParticipant.NewId(7, _time));
                _clock.Leap(_clock.Now + TimeSpan.FromSeconds(61).Ticks);
                disk.BreakAfter(crashAfter);
                await before.Resolutions.Resolve(id, isCommit, Me);
            }
            catch (Exception) when (disk.IsBroken)
            {
                // The power is gone.
            }

            await using var after = Start(disk.Restart());
            var isDone = after.Resolutions.List(9).Listed.Count > 0;
            Assert.Equal(
                !isDone ? "prepared" : isCommit ? "committed" : "aborted",
                TestParticipant.Stage(after, id));
            if (isDone) Assert.Equal(isCommit ? [1] : null, await Read(after));
            kinds.Add(isDone);
        }

        Assert.Equal(2, kinds.Count);
    }

    private async Task Refused(FaultKind kind, string part, TxnId id)
    {
        var (made, fault) = await _engine.Resolutions.Resolve(id, true, Me);
        Assert.Null(made);
        Assert.Equal(kind, fault!.Kind);
        Assert.Contains(part, fault.Message);
    }

    private async Task<TxnId> Doubt(TxnOwner? owner = null)
    {
        var id = await TestParticipant.Vote(
            _engine, TestParticipant.NewId(7, _time), owner);
        _clock.Leap(_clock.Now + TimeSpan.FromSeconds(61).Ticks);
        return id;
    }

    private async Task AssertStands(TxnId id, bool isCommit)
    {
        Assert.Equal(isCommit ? "committed" : "aborted", TestParticipant.Stage(_engine, id));
        Assert.Equal(isCommit ? [1] : null, await Read());
    }

    private async Task<State> Tell(TxnId id, bool isCommit, TxnOwner? by) => isCommit
        ? await _engine.Control.Commit(id, by) : await _engine.Control.Abort(id, by);

    private Task<byte[]?> Read() => Read(_engine);

    private static async Task<byte[]?> Read(TxnEngine engine)
    {
        var txn = engine.Runner.Begin(TestEngine.Header(), out _)!;
        Assert.Null(await txn.Stored.ClaimRead(KeyRange.Of(TestParticipant.Row)));
        var value = txn.Stored.Get(TestParticipant.Row);
        engine.Runner.Release(txn);
        return value;
    }

    private async Task Put(byte value)
    {
        var txn = _engine.Runner.Begin(TestEngine.Header(), out _)!;
        Assert.Null(await txn.Stored.ClaimWrite(TestParticipant.Row));
        Assert.Null(txn.Stored.Set(TestParticipant.Row, [value]));
        Assert.Equal(OutcomeKind.Committed, (await _engine.Runner.End(txn, null)).Outcome);
        _engine.Runner.Release(txn);
    }

    private Resolution Only() => Assert.Single(_engine.Resolutions.List(9).Listed);

    /// <summary>What is due happens, but once for all that a long time makes due.</summary>
    private void Tick(TimeSpan time)
    {
        var until = _clock.Now + time.Ticks;
        _clock.Leap(until - TimeSpan.FromMinutes(1.1).Ticks);
        while (_clock.TryStep(until))
        {
        }
    }

    private async Task Restart()
    {
        await _engine.DisposeAsync();
        _engine = Start(_store);
    }

    private TxnEngine Start(IStore store)
    {
        var engine = TestEngine.Over(store, _time, _owner);
        engine.Resolutions.Mismatched = _loud.Add;
        engine.Start();
        return engine;
    }

    /// <summary>Notes who takes part, and says how it ended once it is back.</summary>
    private sealed class Owner : INetwork
    {
        public string? Stage { get; set; }

        public ValueTask<State> Send(PeerMessage message)
        {
            if (message.Link.Path[^1].Text == "join") return new(State.None);
            if (Stage is null) return new(State.Of(Fault.BadGateway("nobody is there")));
            var map = new MapBuilder();
            map.Set(Id.Of("state"), State.Of(Stage));
            return new(map.ToState());
        }
    }
}
