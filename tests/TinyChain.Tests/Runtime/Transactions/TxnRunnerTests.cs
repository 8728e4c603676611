using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Conformance;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

public sealed class TxnRunnerTests : IAsyncDisposable
{
    private const long Now = 1_700_000_000;

    private readonly FixedClock _clock = new();
    private readonly TxnEngine _all;
    private readonly TxnRunner _txns;

    public TxnRunnerTests()
    {
        _all = new TxnEngine(
            new TxnWorld(new MemoryStore(), new TestEngine.NoNetwork(), _clock, new Zeros()),
            new ClockWindow(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(0.5)), 1 << 20);
        _txns = _all.Runner;
    }

    public async ValueTask DisposeAsync() => await _all.DisposeAsync();

    [Fact]
    public void Ids_ascend_while_the_wall_clock_stands_or_goes_back()
    {
        var last = default(TxnId);
        for (var i = 0; i < 50; i++)
        {
            _clock.Seconds = Now + (i % 7) - (i % 3 * 10);
            var id = _txns.Begin(TestEngine.Header(Verb.Put), out _)!.Id;
            Assert.True(id.CompareTo(last) > 0);
            last = id;
        }
    }

    [Theory]
    [InlineData(-3.5, true)]
    [InlineData(-3.6, false)]
    [InlineData(0.5, true)]
    [InlineData(0.6, false)]
    public void A_clients_id_is_accepted_within_the_window(double offset, bool isAccepted)
    {
        var id = new TxnId((ulong)((Now + (decimal)offset) * 1_000_000_000), 7);
        var header = TestEngine.Header(Verb.Put) with { Id = id.ToString() };
        var txn = _txns.Begin(header, out var fault);
        Assert.Equal(isAccepted, txn is not null);
        Assert.Equal(isAccepted ? null : FaultKind.BadRequest, fault?.Kind);
    }

    [Fact]
    public async Task After_a_crash_ids_are_no_further_ahead_than_other_hosts_accept()
    {
        var store = new MemoryStore();
        await using var before = TestEngine.Over(store, _clock);
        Assert.NotNull(before.Runner.Begin(TestEngine.Header(), out _));
        await using var after = TestEngine.Over(store, _clock);
        var id = after.Runner.Begin(TestEngine.Header(), out _)!.Id;
        var elsewhere = TestEngine.Header() with { Id = id.ToString() };
        Assert.NotNull(_txns.Begin(elsewhere, out var fault));
        Assert.Null(fault);
    }

    [Fact]
    [Scenario("X65")]
    public async Task X65_ids_ascend_over_a_restart_with_a_clock_that_went_back()
    {
        var store = new MemoryStore();
        // One that crashes has no chance to note where it was.
        await using var before = TestEngine.Over(store, _clock);
        var first = before.Runner.Begin(TestEngine.Header(), out _)!.Id;
        _clock.Seconds -= 10;
        await using var after = TestEngine.Over(store, _clock);
        Assert.True(after.Runner.Begin(TestEngine.Header(), out _)!.Id.CompareTo(first) > 0);
    }

    [Fact]
    public void A_write_owns_its_id_once_and_a_read_does_not_pin_it()
    {
        var id = $"{Now}000000000-42";
        Assert.NotNull(_txns.Begin(TestEngine.Header(Verb.Get) with { Id = id }, out _));
        Assert.NotNull(_txns.Begin(TestEngine.Header(Verb.Put) with { Id = id }, out _));
        Assert.Null(_txns.Begin(TestEngine.Header(Verb.Put) with { Id = id }, out var fault));
        Assert.Equal(FaultKind.Conflict, fault!.Kind);
    }

    [Fact]
    public void An_id_given_out_is_later_than_one_accepted_from_ahead()
    {
        var ahead = new TxnId((Now * 1_000_000_000ul) + 400_000_000, 1);
        _txns.Begin(TestEngine.Header(Verb.Get) with { Id = ahead.ToString() }, out _);
        Assert.True(_txns.Begin(TestEngine.Header(Verb.Get), out _)!.Id.CompareTo(ahead) > 0);
    }

    [Fact]
    public void I3_of_two_ids_of_one_nanosecond_the_later_is_met()
    {
        var (early, late) = (new TxnId(5, 1), new TxnId(5, 2));
        Assert.Equal(late, HybridClock.Observe(early, late));
        Assert.Equal(late, HybridClock.Observe(late, early));
    }

    [Theory]
    [InlineData(0.4, true)]
    [InlineData(0.6, false)]
    [InlineData(-1, true)]
    [InlineData(-10, true)]
    public void I4_another_hosts_clock_is_heard_but_no_further_ahead_than_an_id(
        double offset, bool isBelow)
    {
        var before = _all.Clock;
        var heard = new TxnId((ulong)((Now + (decimal)offset) * 1_000_000_000), 7);
        _all.Hear(heard);
        Assert.True(_all.Clock.CompareTo(before) >= 0);
        var next = _txns.Begin(TestEngine.Header(), out _)!.Id;
        Assert.Equal(isBelow, next.CompareTo(heard) > 0);
        Assert.Equal(next, _all.Clock);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("1700000000000000000")]
    [InlineData("1700000000000000000-70000")]
    public void What_is_no_id_is_a_bad_request(string text)
    {
        Assert.Null(_txns.Begin(TestEngine.Header(Verb.Get) with { Id = text }, out var fault));
        Assert.Equal(FaultKind.BadRequest, fault!.Kind);
    }

    [Theory]
    [InlineData(false, false, OutcomeKind.Committed)]
    [InlineData(true, false, OutcomeKind.RolledBack)]
    [InlineData(false, true, OutcomeKind.RolledBack)]
    public async Task Only_a_success_that_is_not_hypothetical_commits(
        bool isFault, bool isHypothetical, OutcomeKind expected)
    {
        var txn = _txns.Begin(
            TestEngine.Header() with { IsHypothetical = isHypothetical }, out _)!;
        var fault = isFault ? Fault.NotFound("x") : null;
        Assert.Equal(expected, (await _txns.End(txn, fault)).Outcome);
        _txns.Release(txn);
        Assert.Equal(0, _all.Open);
    }

    private sealed class FixedClock : TimeProvider
    {
        public long Seconds { get; set; } = Now;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(Seconds);
    }

    private sealed class Zeros : IEntropy
    {
        public void Fill(Span<byte> bytes) => bytes.Clear();
    }
}
