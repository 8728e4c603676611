using TinyChain.Host.Simulation;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using TinyChain.Runtime.Transactions.Outcomes;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

public sealed class TxnOutcomesTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task An_outcome_is_there_after_a_restart_exactly_if_the_write_is()
    {
        var kinds = new HashSet<bool>();
        for (var crashAfter = 1; crashAfter < 16; crashAfter++)
        {
            var store = new SimDisk(new Random(crashAfter));
            store.BreakAfter(crashAfter);
            try
            {
                await using var txns = TestEngine.Over(store);
                txns.Start();
                await Commit(txns, Key());
            }
            catch (Exception) when (store.IsBroken)
            {
                // The power is gone.
            }

            var after = store.Restart();
            var isWritten = after.Scan(new KeyRange([1], [2]), 1).Count > 0;
            await using var again = TestEngine.Over(after);
            var (claim, known, _) = await again.Outcomes.Claim(Key(), s_patience);
            Assert.Equal(isWritten, known is not null);
            Assert.Equal(isWritten, claim is null);
            kinds.Add(isWritten);
        }

        Assert.Equal(2, kinds.Count);
    }

    [Fact]
    public async Task A_decision_that_the_disk_keeps_waiting_is_in_doubt_and_its_key_with_it()
    {
        using var store = new GatedStore();
        await using var txns = TestEngine.Over(store);
        txns.Start();
        // Whatever an assertion says: the engine waits for its disk when it ends.
        using var opened = store.Closed();
        var key = Key();
        var (outcome, id) = await Commit(txns, key, TimeSpan.FromMilliseconds(100));
        Assert.Equal(OutcomeKind.InDoubt, outcome);
        Assert.Equal("active", Stage(txns, id));
        var (_, _, fault) = await txns.Outcomes.Claim(key, s_patience);
        Assert.StartsWith("outcome pending", fault!.Message, StringComparison.Ordinal);
        store.Gate.Set();
        var (claim, known, _) = await txns.Outcomes.Claim(key, TimeSpan.FromSeconds(20));
        Assert.Null(claim);
        Assert.Equal("\"done\"", known!.Answer);
        Assert.Equal("committed", Stage(txns, id));
    }

    [Fact]
    public async Task A_token_of_one_commit_is_used_up_by_the_commit_alone()
    {
        await using var txns = TestEngine.Over(new MemoryStore());
        txns.Start();
        Assert.True(Link.TryParse("http://a:1/x", out var link, out _));
        var once = new TokenLayer
        {
            Issuer = link!, Audience = link!, Kid = "k", Id = "7", Once = true, IssuedAt = 0,
            Expires = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 100,
        };
        var first = txns.Outcomes.Claim(once, out _)!;
        Assert.Null(txns.Outcomes.Claim(once, out var busy));
        Assert.Equal(FaultKind.Conflict, busy!.Kind);
        txns.Outcomes.Release(first, null);
        var second = txns.Outcomes.Claim(once, out _)!;
        var txn = txns.Runner.Begin(TestEngine.Header(), out _)!;
        Assert.Null(txns.Outcomes.Keep(second, txn, []));
        Assert.Equal(OutcomeKind.Committed, (await txns.Runner.End(txn, null)).Outcome);
        txns.Runner.Release(txn);
        txns.Outcomes.Release(second, txn);
        Assert.Null(txns.Outcomes.Claim(once, out var used));
        Assert.Contains($"{txn.Id}", used!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4_102_444_800)]
    [InlineData(20_000_000_000)]
    [InlineData(long.MaxValue)]
    public void A_used_token_is_remembered_until_its_end_however_late(long expires)
    {
        Assert.True(Link.TryParse("http://a:1/x", out var link, out _));
        var key = OutcomeKey.OfToken(new TokenLayer
        {
            Issuer = link!, Audience = link!, Kid = "k", Id = "7", Once = true, IssuedAt = 0,
            Expires = expires,
        });
        Assert.True(key.UntilNs / 1e9 >= Math.Min(expires, 18_446_743_000));
    }

    private static string? Stage(TxnEngine txns, TxnId id) =>
        txns.Control.Query(id).As<MapState>()!.TryGet("state", out var stage)
            ? stage.As<string>() : null;

    private static OutcomeKey Key() => OutcomeKey.OfClient("", "k", "body"u8, ulong.MaxValue);

    private static async Task<(OutcomeKind Outcome, TxnId Id)> Commit(
        TxnEngine txns, OutcomeKey key, TimeSpan? time = null)
    {
        var (claim, _, _) = await txns.Outcomes.Claim(key, s_patience);
        var txn = txns.Runner.Begin(TestEngine.Header() with { Time = time }, out _)!;
        Assert.Null(await txn.Stored.ClaimWrite([7]));
        Assert.Null(txn.Stored.Set([7], [1]));
        Assert.Null(txns.Outcomes.Keep(claim!, txn, "\"done\""u8));
        var (outcome, _) = await txns.Runner.End(txn, null);
        txns.Runner.Release(txn);
        txns.Outcomes.Release(claim!, txn);
        return (outcome, txn.Id);
    }

    /// <summary>
    /// A disk that can be made to wait before each commit; the clock's own writes pass.
    /// </summary>
    private sealed class GatedStore : IStore
    {
        private readonly MemoryStore _inner = new();

        public ManualResetEventSlim Gate { get; } = new(true);

        public byte[]? Get(ReadOnlyMemory<byte> key) => _inner.Get(key);

        public IReadOnlyList<StoreEntry> Scan(
            KeyRange range, int limit, bool isReversed = false) =>
            _inner.Scan(range, limit, isReversed);

        public void Write(IReadOnlyList<StoreWrite> batch)
        {
            if (batch.Count > 1) Gate.Wait();
            _inner.Write(batch);
        }

        public void Sync() => _inner.Sync();

        public Opening Closed()
        {
            Gate.Reset();
            return new Opening(Gate);
        }

        public void Dispose() => Gate.Dispose();
    }

    private sealed class Opening(ManualResetEventSlim gate) : IDisposable
    {
        public void Dispose() => gate.Set();
    }
}
