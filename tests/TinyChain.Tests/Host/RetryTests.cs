using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>Requests that come too late to write, over HTTP (R1 of docs/protocol.md).</summary>
public sealed class RetryTests
{
    private const string Item = "/service/ns/counter";

    private const string Counter = $$$"""
        {"{{{Item}}}": {
          "rows": {"/state/chain/sync": [{"/state/collection/table": [[
            [[["id", "/state/scalar/value/number/int/64"]],
             [["n", "/state/scalar/value/number/int/64"]]], []]]}]},
          "bump": {"/state/scalar/op/post": [
            ["row", {"$self/rows": [[1]]}],
            ["n", {"$row/1": []}],
            ["put", {"$self/rows": [[1], [{"$n/add": 1}]]}],
            ["r", {"/state/scalar/ref/after": [{"$put": []}, {"$n": []}]}]]}
        }}
        """;

    [Fact]
    public async Task Many_who_count_one_row_up_at_once_all_succeed_and_each_counts()
    {
        await using var host = await RunningHost.Start();
        Assert.Equal("200 null", await host.Send("PUT", "/service?key=%22ns%22", "true"));
        Assert.Equal("200 null", await host.Send("PUT", "/service/ns?key=%22counter%22", "false"));
        Assert.Equal("200 null", await host.Send("PUT", $"{Item}?key=%220.0.0%22", Counter));
        Assert.Equal("200 null", await host.Send("PUT", $"{Item}/0.0.0/rows?key=[1]", "[0]"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            var own = new List<string>();
            for (var i = 0; i < 20; i++)
                own.Add(await host.Send("POST", $"{Item}/0.0.0/bump", "{}"));
            return own;
        })));
        Assert.Equal(
            Enumerable.Range(0, 320).Select(n => $"200 {n}").Order(StringComparer.Ordinal),
            answers.SelectMany(own => own).Order(StringComparer.Ordinal));
        Assert.Equal("200 [1,320]", await host.Send("GET", $"{Item}/0.0.0/rows?key=[1]"));
    }
}
