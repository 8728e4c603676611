using Xunit;

namespace TinyChain.Tests.Widgets;

/// <summary>
/// Tests over the five hosts: each begins with all of them in order, the user's account at 100 and
/// the retailer's at 50.
/// </summary>
public abstract class WidgetTests(WidgetWorld world) : IAsyncLifetime
{
    private protected WidgetWorld World => world;

    /// <summary>What there is when a test begins.</summary>
    private protected Effects Before { get; private set; } = null!;

    public Task InitializeAsync() => Begin();

    public Task DisposeAsync() => world.Heal();

    private protected async Task Begin()
    {
        await world.Heal();
        await world.SetBalance("user", 100);
        await world.SetBalance("retailer", 50);
        Before = await world.See();
        foreach (var host in world.All) host.Proxy.Seen.Clear();
    }

    /// <summary>A transaction has ended at all hosts, and left nothing.</summary>
    private protected async Task AssertNone(string id, Effects? expected = null)
    {
        Assert.Equal(expected ?? Before, await world.Settled(id));
        foreach (var host in world.Parts)
            Assert.Contains(await WidgetWorld.StateAt(host, id), (string[])["aborted", "unknown"]);
    }

    /// <summary>A purchase is made, at all hosts.</summary>
    private protected async Task AssertAll(string id)
    {
        Assert.Equal(Before.After(1), await world.Settled(id));
        foreach (var host in world.Parts)
            Assert.Equal("committed", await WidgetWorld.StateAt(host, id));
    }
}
