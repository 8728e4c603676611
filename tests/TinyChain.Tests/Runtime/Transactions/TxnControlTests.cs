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
}
