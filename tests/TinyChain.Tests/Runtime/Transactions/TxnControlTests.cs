using System.Globalization;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>What other hosts ask about transactions that have ended: M2 and M4.</summary>
public sealed class TxnControlTests
{
    private static readonly byte[] s_row = [.. "12345678"u8, 2];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task M2_a_late_prepare_does_not_undo_a_commit(bool isRestarted)
    {
        using var store = new MemoryStore();
        var before = TestEngine.Over(store);
        before.Start();
        var header = TestEngine.Header() with { Id = NewId(7) };
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
        var before = TestEngine.Over(store, network: new Agreeing());
        before.Start();
        var first = await Vote(before, 7);
        Assert.False((await before.Control.Abort(first, null)).IsFault);
        var second = await Vote(before, 8);

        await using var after = TestEngine.Over(store, network: new Agreeing());

        Assert.Equal("unknown", Stage(after, first));
        Assert.Equal("prepared", Stage(after, second));
    }

    private static string? Stage(TxnEngine engine, TxnId id) =>
        engine.Control.Query(id).As<MapState>()!.TryGet("state", out var stage)
            ? stage.As<string>() : null;

    /// <summary>Writes one key as a participant, and votes for it.</summary>
    private static async Task<TxnId> Vote(TxnEngine engine, int nonce)
    {
        var header = TestEngine.Header() with
        {
            Id = NewId(nonce),
            Owner = new TxnOwner(
                Link.TryParse("http://owner.test/service/a/b", out var owner, out _)
                    ? owner : Link.Default, ""),
        };
        var txn = engine.Runner.Begin(header, out _)!;
        Assert.Null(await txn.Stored.ClaimWrite(s_row));
        Assert.Null(txn.Stored.Set(s_row, [1]));
        await engine.Runner.End(txn, null);
        engine.Runner.Release(txn);
        Assert.True((await engine.Control.Prepare(txn.Id, null)).As<MapState>()!
            .TryGet("vote", out var vote));
        Assert.Equal("yes", vote.As<string>());
        return txn.Id;
    }

    private static string NewId(int nonce)
    {
        var now = TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch;
        return string.Create(CultureInfo.InvariantCulture, $"{now.Ticks * 100}-{nonce}");
    }

    /// <summary>Owners that note every participant.</summary>
    private sealed class Agreeing : INetwork
    {
        public ValueTask<State> Send(PeerMessage message) => new(State.None);
    }
}
