using System.Text.Json;
using Microsoft.Extensions.Logging;
using TinyChain.Host.Hosting;
using TinyChain.Host.Options;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>What a host compiles before anybody asks.</summary>
public class WarmUpTests
{
    private const string Library = """
        {"/lib/maths": {
            "square": {"/state/scalar/op/get": ["x", [["r", {"$x/mul": [{"$x": []}]}]]]},
            "more": {"deep": {"/state/scalar/op/get": ["x", [["r", {"$x/add": 1}]]]}},
            "pi": 3
        }}
        """;

    [Fact]
    public async Task A_host_compiles_what_an_earlier_one_installed()
    {
        using var folder = new ScratchFolder();
        using var client = new HttpClient();
        await using (var first = await Start(folder, runsSamples: false))
        {
            await Installer.Put(client, first.Address, "/lib?key=%22maths%22", "false");
            await Installer.Put(client, first.Address, "/lib/maths?key=%220.0.0%22", Library);
        }

        await using var second = await Start(folder, runsSamples: false);
        await second.WarmedUp;
        Assert.Equal(2, await CountOps(client, second.Address));
    }

    [Fact]
    public async Task Samples_leave_nothing_in_the_cache_of_a_host()
    {
        using var folder = new ScratchFolder();
        using var client = new HttpClient();
        await using var host = await Start(folder, runsSamples: true);
        await host.WarmedUp;
        Assert.Equal(0, await CountOps(client, host.Address));
    }

    [Fact]
    public async Task A_host_that_warms_up_stops_at_once()
    {
        using var folder = new ScratchFolder();
        var host = await Start(folder, runsSamples: true);
        await host.DisposeAsync();
        Assert.True(host.WarmedUp.IsCompletedSuccessfully);
    }

    private static Task<TinyChainHost> Start(ScratchFolder folder, bool runsSamples) =>
        TinyChainHost.StartAsync(new ServeOptions
        {
            HttpPort = 0,
            DataDir = folder.Path,
            LogLevel = LogLevel.None,
            Debug = true,
            RunsSamples = runsSamples,
        });

    private static async Task<int> CountOps(HttpClient client, Uri address)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(address, "/debug/ops"));
        request.Headers.Add("Accept", "application/json");
        using var response = await client.SendAsync(request);
        using var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return page.RootElement.GetProperty("ops").GetArrayLength();
    }
}
