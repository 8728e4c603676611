using System.Text.Json;
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
}
