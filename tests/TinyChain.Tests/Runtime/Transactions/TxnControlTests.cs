using System.Globalization;
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
        var ns = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;
        var header = TestEngine.Header() with
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{ns}-7"),
        };
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
}
