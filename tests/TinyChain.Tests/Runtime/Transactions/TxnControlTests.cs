using TinyChain.Ir.Values;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>What other hosts ask about transactions that have ended: M2 and M4.</summary>
public sealed class TxnControlTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task M2_a_late_prepare_does_not_undo_a_commit(bool isRestarted)
    {
        using var store = new MemoryStore();
        var before = TestEngine.Over(store);
        before.Start();
        var header = TestEngine.Header() with { Id = TestParticipant.NewId(7) };
        var txn = before.Runner.Begin(header, out _)!;
        byte[] key = [.. "12345678"u8, 1];
        Assert.Null(await txn.Stored.ClaimWrite(key));
        Assert.Null(txn.Stored.Set(key, [1]));
        Assert.Equal(OutcomeKind.Committed, (await before.Runner.End(txn, null)).Outcome);
        before.Runner.Release(txn);
        await using var engine = isRestarted ? TestEngine.Over(store) : before;

        var vote = await engine.Control.Prepare(txn.Id, null);

        Assert.Equal(FaultKind.Conflict, vote.As<Fault>()?.Kind);
        Assert.True(engine.Control.Query(txn.Id).As<MapState>()!.TryGet("state", out var stage));
        Assert.Equal("committed", stage.As<string>());
    }

    [Fact]
    public async Task D4_a_vote_that_was_rolled_back_is_not_in_the_way_of_the_next()
    {
        using var store = new MemoryStore();
        var before = TestEngine.Over(store, network: new TestParticipant.Agreeing());
        before.Start();
        var first = await TestParticipant.Vote(before, TestParticipant.NewId(7));
        Assert.False((await before.Control.Abort(first, null)).IsFault);
        var second = await TestParticipant.Vote(before, TestParticipant.NewId(8));

        await using var after = TestEngine.Over(store, network: new TestParticipant.Agreeing());

        Assert.Equal("unknown", TestParticipant.Stage(after, first));
        Assert.Equal("prepared", TestParticipant.Stage(after, second));
    }

    [Fact]
    public async Task O6_what_comes_after_a_rollback_is_its_echo_and_after_a_commit_a_conflict()
    {
        using var store = new MemoryStore();
        await using var engine = TestEngine.Over(store, network: new TestParticipant.Agreeing());
        engine.Start();
        var owner = TestParticipant.Owner;
        var header = TestEngine.Header() with { Id = TestParticipant.NewId(9), Owner = owner };
        var (first, second) = (
            engine.Runner.Begin(header, out _)!, engine.Runner.Begin(header, out _)!);
        await engine.Runner.End(first, Fault.Forbidden("not you"));

        Assert.True((await second.Stored.ClaimWrite(TestParticipant.Row))!.IsEcho);
        Assert.Null(engine.Runner.Begin(header, out var late));
        Assert.True(late!.IsEcho);
        Assert.True(engine.Control.Join(first.Id, Link.Default, null).As<Fault>()!.IsEcho);
        Assert.Null(engine.Runner.Begin(
            header with { Owner = owner with { Cluster = Link.Default } }, out var foreign));
        Assert.False(foreign!.IsEcho);
        engine.Runner.Release(first);
        engine.Runner.Release(second);

        var committed = await TestParticipant.Vote(engine, TestParticipant.NewId(10));
        Assert.False((await engine.Control.Commit(committed, null)).IsFault);
        Assert.Null(engine.Runner.Begin(header with { Id = committed.ToString() }, out late));
        Assert.Equal((FaultKind.Conflict, false), (late!.Kind, late.IsEcho));
    }
}
