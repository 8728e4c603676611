using TinyChain.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

public sealed class TurnTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(1);

    private readonly Turn _all = new();

    [Fact]
    public async Task Siblings_come_one_by_one()
    {
        var first = await _all.Begin(s_long);
        var second = _all.Begin(s_long);
        Assert.False(second.IsCompleted);
        first!.End();
        Assert.NotNull(await second);
        Assert.Null(await _all.Begin(TimeSpan.Zero));
    }

    [Fact]
    public async Task A_call_within_a_call_does_not_wait_for_it()
    {
        var outer = await _all.Begin(s_long);
        var inner = await outer!.Begin(s_long);
        Assert.Null(await outer.Begin(TimeSpan.Zero));
        inner!.End();
        Assert.NotNull(await outer.Begin(TimeSpan.Zero));
    }

    [Fact]
    public async Task What_leaves_the_host_gives_away_all_turns_that_it_is_within_and_once()
    {
        var outer = await _all.Begin(s_long);
        var inner = await outer!.Begin(s_long);
        inner!.GiveAway();
        var next = await _all.Begin(TimeSpan.Zero);
        Assert.NotNull(next);
        inner.End();
        outer.End();
        Assert.Null(await _all.Begin(TimeSpan.Zero));
        next.End();
    }
}
