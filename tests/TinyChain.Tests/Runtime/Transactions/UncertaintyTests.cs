using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Runtime.Auth;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>
/// L8 of docs/protocol.md: a transaction from a host whose clock lags does not miss what had ended
/// before it began. Clocks may be half a second apart.
/// </summary>
public sealed class UncertaintyTests : IAsyncDisposable
{
    private const ulong Ms = 1_000_000;

    private readonly ManualTime _time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly TxnEngine _host;

    public UncertaintyTests()
    {
        _host = TestEngine.Over(new MemoryStore(), _time, new TestParticipant.Agreeing());
        _host.Commits.Start();
        // A clock that has shown a time before.
        _host.Runner.Release(_host.Runner.Begin(TestEngine.Header(), out _)!);
        _time.Now += TimeSpan.FromSeconds(2);
    }

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_read_that_would_miss_what_may_have_ended_before_conflicts()
    {
        var written = await Write();
        var lagging = Before(written, 200);
        var fault = await Read(Enter(lagging));
        Assert.Equal(FaultKind.Conflict, fault!.Kind);
        Assert.Contains(written.ToString(), fault.Message, StringComparison.Ordinal);
        var next = TxnId.Parse(fault.Above!)!.Value;
        Assert.True(next.CompareTo(written) >= 0);
        var again = Enter(next with { TimeNs = next.TimeNs + 1 });
        Assert.Null(await Read(again));
        Assert.Equal([1], again.Stored.Get(TestParticipant.Row));
    }

    [Fact]
    public async Task A_range_is_looked_through()
    {
        var written = await Write();
        var txn = Enter(Before(written, 200));
        var row = TestParticipant.Row;
        Assert.NotNull(await txn.Stored.ClaimRead(KeyRange.Under(row[..8])));
        Assert.Null(await txn.Stored.ClaimRead(KeyRange.Of([.. row, 1])));
    }

    [Fact]
    public async Task What_came_after_it_had_come_here_is_later()
    {
        var txn = Enter(TxnId.Parse(TestParticipant.NewId(4, _time))!.Value);
        _time.Now += TimeSpan.FromMilliseconds(1);
        await Write();
        Assert.Null(await Read(txn));
        Assert.Null(txn.Stored.Get(TestParticipant.Row));
    }

    [Theory]
    [InlineData(999, false)]
    [InlineData(1001, true)]
    public async Task What_is_younger_by_more_than_clocks_differ_is_later(
        int olderMs, bool isCertain)
    {
        var written = await Write();
        Assert.Equal(isCertain, await Read(Enter(Before(written, olderMs))) is null);
    }

    [Fact]
    public async Task What_this_host_begins_is_above_all_that_it_knew()
    {
        var own = _host.Runner.Begin(TestEngine.Header(), out _)!;
        await Write();
        Assert.Null(await Read(own));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_has_voted_may_have_ended_for_its_client(bool hasVoted)
    {
        var id = TestParticipant.NewId(3, _time);
        var written = hasVoted ? await TestParticipant.Vote(_host, id, TestParticipant.Owner)
            : await TestParticipant.Write(_host, id);
        Assert.Equal(hasVoted, await Read(Enter(Before(written, 200))) is not null);
    }

    [Fact]
    public async Task What_was_rolled_back_is_not_missed()
    {
        var written = await Write(isCommitted: false);
        Assert.Null(await Read(Enter(Before(written, 200))));
    }

    [Theory]
    [InlineData(Verb.Get, true)]
    [InlineData(Verb.Post, false)]
    public async Task An_id_that_a_client_chose_looks_back_or_conflicts(
        Verb verb, bool isCertain)
    {
        var id = Before(await Write(), 200).ToString();
        var txn = _host.Runner.Begin(TestEngine.Header(verb) with { Id = id }, out _)!;
        Assert.Equal(isCertain, await Read(txn) is null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R4_a_host_that_doubted_is_certain_when_the_request_comes_again(bool isTold)
    {
        var first = Before(await Write(), 200);
        var above = TxnId.Parse((await Read(Enter(first)))!.Above!)!.Value;
        _time.Now += TimeSpan.FromMilliseconds(5);
        await Write();
        var again = Enter(
            above with { TimeNs = above.TimeNs + 1 }, isTold ? first.ToString() : null);
        Assert.Equal(isTold, await Read(again) is null);
    }

    [Fact]
    public async Task X66_a_write_is_read_through_a_host_whose_clock_lags()
    {
        var late = new ManualTime(_time.Now - TimeSpan.FromMilliseconds(300));
        await using var lagging = TestEngine.Over(new MemoryStore(), late);
        var written = await Write();
        var txn = lagging.Runner.Begin(
            TestEngine.Header() with
            {
                Host = new(TestParticipant.LinkOf("http://127.0.0.1:2"), ""),
                Link = Link.Local("/service/a/b/0.0.0/read"),
            },
            out _)!;
        Assert.True(txn.Id.CompareTo(written) < 0);
        var first = txn.Id;
        var (_, fault) = await Call(lagging, txn);
        Assert.True(TxnRetries.Helps(txn, fault!));
        txn = (await lagging.Retries.Again(txn, fault!))!;
        Assert.Equal(first.ToString(), lagging.Calls.Begin(txn, out _)!.Txn.Before);
        var (seen, none) = await Call(lagging, txn);
        Assert.Null(none);
        Assert.Equal([1], seen!);
        lagging.Runner.Release(txn);
    }

    /// <summary>Another host's transaction reads the row here.</summary>
    private async Task<(byte[]? Seen, Fault? Fault)> Call(TxnEngine owner, Txn txn)
    {
        var called = owner.Calls.Begin(txn, out _)!.Txn;
        var here = _host.Runner.Begin(
            TestEngine.Header() with
            {
                Id = called.Id,
                Owner = new(called.Owner, ""),
                Before = called.Before,
            },
            out _)!;
        var fault = await Read(here);
        var seen = fault is null ? here.Stored.Get(TestParticipant.Row) : null;
        await _host.Runner.End(here, fault);
        _host.Runner.Release(here);
        return (seen, fault);
    }

    private Txn Enter(TxnId id, string? before = null) => _host.Runner.Begin(
        TestEngine.Header() with
        {
            Id = id.ToString(),
            Owner = TestParticipant.Owner,
            Before = before,
        },
        out _)!;

    private async Task<TxnId> Write(bool isCommitted = true)
    {
        var txn = _host.Runner.Begin(TestEngine.Header(), out _)!;
        Assert.Null(await txn.Stored.ClaimWrite(TestParticipant.Row));
        Assert.Null(txn.Stored.Set(TestParticipant.Row, [1]));
        await _host.Runner.End(txn, isCommitted ? null : Fault.BadRequest("no"));
        _host.Runner.Release(txn);
        return txn.Id;
    }

    private static TxnId Before(TxnId id, int ms) => new(id.TimeNs - ((ulong)ms * Ms), 9);

    private static ValueTask<Fault?> Read(Txn txn) =>
        txn.Stored.ClaimRead(KeyRange.Of(TestParticipant.Row));
}
