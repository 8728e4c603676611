using TinyChain.Tests.Conformance;
using Xunit;

namespace TinyChain.Tests.Widgets;

/// <summary>The purchase where hosts die, and messages are lost.</summary>
[Collection(nameof(WidgetCollection))]
public sealed class FaultTests(WidgetWorld world) : WidgetTests(world)
{
    // Who is left in doubt asks at the end of its time. Far longer than a purchase takes.
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task W_8_a_retailer_that_dies_after_its_decision_finishes_the_purchase()
    {
        var id = World.NextId();
        World.Strike(id, "commit bank", Moment.Before, KillRetailer);
        Assert.Equal("lost", await World.Purchase(id, within: s_within));
        await World.Heal();
        await AssertAll(id);
    }

    [Fact]
    public async Task W_9_a_retailer_that_dies_before_its_decision_has_sold_nothing()
    {
        var id = World.NextId();
        World.Strike(id, "prepare bank", Moment.After, KillRetailer);
        Assert.Equal("lost", await World.Purchase(id, within: s_within));
        Assert.Equal("prepared", await WidgetWorld.StateAt(World.Bank, id));
        await World.Heal();
        await AssertNone(id);
    }

    [Fact]
    [Scenario("X123")]
    public async Task W_10_X123_a_bank_that_misses_the_commit_keeps_readers_waiting_until_it_hears()
    {
        var (id, isCut) = (World.NextId(), false);
        foreach (var host in World.All)
        {
            host.Proxy.Fault = (seen, _) =>
            {
                isCut |= seen.Name == "commit bank";
                return Task.FromResult(isCut && (seen.To == "bank" || seen.Name == "ask retailer"));
            };
        }

        Assert.Equal("200 null", await World.Purchase(id, within: s_within));
        Assert.Equal("prepared", await WidgetWorld.StateAt(World.Bank, id));
        string[] balances =
            [WidgetWorld.Row("user"), WidgetWorld.Row("retailer"), WidgetWorld.Journal];
        foreach (var balance in balances)
        {
            var answer = await World.Bank.Read(balance, s_soon);
            Assert.StartsWith("503 {\"temporarily_unavailable\":", answer);
            Assert.Contains(World.Retailer.Cluster.ToString(), answer);
        }

        await World.Heal();
        await AssertAll(id);
    }

    [Theory]
    [InlineData("debit 20")]
    [InlineData("debit 5")]
    [InlineData("make")]
    [Scenario("X124")]
    public async Task X124_a_lost_answer_rolls_all_back_and_nothing_is_debited(string message)
    {
        var id = World.NextId();
        World.Strike(id, message, Moment.After, () => Task.FromResult(true));
        Assert.StartsWith("502 {\"bad_gateway\":", await World.Purchase(id));
        await AssertNone(id);
    }

    [Fact]
    [Scenario("X92")]
    public async Task X92_a_bank_that_cannot_tell_the_owner_writes_nothing()
    {
        var id = World.NextId();
        World.Strike(id, "join bank", Moment.Before, () => Task.FromResult(true));
        var answer = await World.Purchase(id);
        Assert.StartsWith("503 {\"temporarily_unavailable\":", answer);
        Assert.Contains("could not be told of a write", answer);
        await AssertNone(id);
    }

    [Fact]
    [Scenario("X130")]
    public async Task X130_where_the_client_goes_away_the_outcome_can_be_asked_for()
    {
        var id = World.NextId();
        using var gone = new CancellationTokenSource();
        var isGone = new TaskCompletionSource();
        World.Strike(id, "make", Moment.Before, async () =>
        {
            await gone.CancelAsync();
            await isGone.Task;
            return false;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => World.Retailer.PostUntil(
            $"{WidgetWorld.Buy}?txn_id={id}", WidgetWorld.Order(),
            World.UserToken(WidgetWorld.DebitUser), gone.Token));
        isGone.SetResult();
        var effects = await World.Settled(id);
        var state = await WidgetWorld.StateAt(World.Retailer, id);
        Assert.Contains(state, (string[])["committed", "aborted"]);
        Assert.Equal(state == "committed" ? Before.After(1) : Before, effects);
    }

    private async Task<bool> KillRetailer()
    {
        await World.Retailer.Kill();
        return true;
    }
}
