using System.Text;
using Xunit;

namespace TinyChain.Tests.Host;

public sealed class CostHeaderTests
{
    private const string Name = "TinyChain-Cost";

    [Theory]
    [InlineData("""{"op": [["r", 1]]}""", "fuel=1")]
    [InlineData("""{"op": [["x", 3], ["r", {"$x/add": [4]}]]}""", "fuel=1")]
    [InlineData("""{"op": [["r", {"/error/conflict": ["no"]}]]}""", "fuel=1")]
    [InlineData(
        """{"op": [["t", [1, 2]], ["f", {"/state/scalar/op/get": ["x", [{"$x/mul": [2]}]]}],"""
            + """ ["r", {"$t/map": {"op": {"$f": []}}}]]}""",
        "fuel=3")]
    [InlineData("""{"op": [["r", {"$": []}]]}""", null)]
    public async Task The_fuel_of_a_request_is_told_to_who_asks(string body, string? expected)
    {
        await using var host = await RunningHost.Start();
        Assert.Equal(expected, await Cost(host, body, "1"));
        Assert.Null(await Cost(host, body, null));
        Assert.Null(await Cost(host, body, "0"));
    }

    private static async Task<string?> Cost(RunningHost host, string body, string? asked)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(host.Address, "/transact/hypothetical"));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (asked is not null) request.Headers.Add(Name, asked);
        using var response = await client.SendAsync(request);
        return response.Headers.TryGetValues(Name, out var values) ? values.Single() : null;
    }
}
