using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>
/// The attribute `grants` of a service, as it is installed. What it brings about is in Widgets.
/// </summary>
public sealed class GrantsTests
{
    [Theory]
    [InlineData("""["http://bank.test/service/money/bank/0.0.0/debit"]""")]
    [InlineData("""[["/service/money/bank/0.0.0", 320], "/service/money/bank"]""")]
    [InlineData("[]")]
    public async Task Links_and_pairs_with_a_mode_are_installed_and_shown(string grants)
    {
        await using var host = await RunningHost.Start();
        Assert.Equal("200 null", await Install(host, grants));
        Assert.StartsWith("200 [", await host.Send("GET", "/service/a/b/0.0.0?key=%22grants%22"));
    }

    [Theory]
    [InlineData("true", "it takes a tuple of links")]
    [InlineData("""["/service/a/b", "no link"]""", "entry 2 is neither a link nor a pair")]
    [InlineData("""[["/service/a/b", "x"]]""", "entry 1 is neither a link nor a pair")]
    [InlineData("""["/service/money"]""", "/service/money grants too much")]
    [InlineData("""["/txn/1-1/x"]""", "/txn/1-1/x grants too much")]
    [InlineData("""[["/service/a/b", 512]]""", "the mode of /service/a/b is 512")]
    [InlineData("""[["/service/a/b", 0]]""", "the mode of /service/a/b is 0")]
    public async Task What_cannot_be_granted_is_refused_at_install(string grants, string problem)
    {
        await using var host = await RunningHost.Start();
        var answer = await Install(host, grants);
        Assert.StartsWith("400 ", answer);
        Assert.Contains($"attribute 'grants': {problem}", answer);
    }

    [Fact]
    public async Task More_than_16_are_refused()
    {
        await using var host = await RunningHost.Start();
        var links = string.Join(',', Enumerable.Repeat("\"/service/a/b\"", 17));
        Assert.Contains("at most 16 links", await Install(host, $"[{links}]"));
    }

    private static async Task<string> Install(RunningHost host, string grants)
    {
        await host.Send("PUT", "/service?key=%22a%22", "true");
        await host.Send("PUT", "/service/a?key=%22b%22", "false");
        return await host.Send(
            "PUT", "/service/a/b?key=%220.0.0%22",
            "{\"/service/a/b\": {\"grants\": " + grants + "}}");
    }
}
