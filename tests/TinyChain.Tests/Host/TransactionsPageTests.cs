using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TinyChain.Host.Hosting;
using TinyChain.Host.Options;
using TinyChain.Runtime.Storage;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>`/host/transactions` of a real host that has a vote in its store.</summary>
public sealed class TransactionsPageTests
{
    [Fact]
    public async Task What_is_in_doubt_is_listed_with_its_age_and_whom_it_waits_for()
    {
        using var store = new MemoryStore();
        var id = await InDoubt.Leave(store);
        await using var host = await RunningHost.Start(store);

        var answer = await host.Send("GET", "/host/transactions");

        Assert.StartsWith("200 ", answer);
        using var json = JsonDocument.Parse(answer[4..]);
        Assert.Equal(0, json.RootElement.GetProperty("left_out").GetInt32());
        var txn = json.RootElement.GetProperty("transactions").EnumerateArray().Single();
        Assert.Equal(id.ToString(), txn.GetProperty("id").GetString());
        Assert.Equal("participant", txn.GetProperty("role").GetString());
        Assert.Equal("in_doubt", txn.GetProperty("state").GetString());
        Assert.Equal(InDoubt.Owner, txn.GetProperty("owner").GetString());
        Assert.Equal(InDoubt.Owner, Assert.Single(
            txn.GetProperty("waiting_for").EnumerateArray().ToList()).GetString());
        var since = txn.GetProperty("since").GetDateTimeOffset();
        var age = TimeProvider.System.GetUtcNow() - since;
        Assert.InRange(txn.GetProperty("seconds").GetDouble(), 0, age.TotalSeconds);
        Assert.InRange(age, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task W3_a_host_that_is_open_to_others_has_no_operator()
    {
        using var store = new MemoryStore();
        var id = await InDoubt.Leave(store);
        await using var host = await TinyChainHost.StartAsync(new ServeOptions
        {
            HttpPort = 0,
            Address = IPAddress.Any,
            Store = store,
            LogLevel = LogLevel.None,
        });
        using var client = new HttpClient();
        using var body = new ByteArrayContent(
            """{"resolve": "commit", "force": true}"""u8.ToArray());
        using var answer = await client.PostAsync(
            new Uri($"http://127.0.0.1:{host.Address.Port}/host/transactions/{id}"), body);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("(W3)", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task W3_an_op_decides_nothing()
    {
        using var store = new MemoryStore();
        var id = await InDoubt.Leave(store);
        await using var host = await RunningHost.Start(store);
        var link = $"/host/transactions/{id}";
        var answer = await host.Send("POST", "/transact/hypothetical", $$$"""
            {"op": [["r", {"{{{link}}}": {"resolve": "abort", "force": true}}]]}
            """);
        Assert.StartsWith("403 ", answer);
        Assert.Contains("(W3)", answer);
    }
}
