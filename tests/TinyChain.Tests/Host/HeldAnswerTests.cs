using System.Text;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>
/// A hypothetical that wrote is over before its answer is sent: whoever reads slowly keeps nobody
/// from writing (decision 0024).
/// </summary>
public sealed class HeldAnswerTests
{
    private const string Rows = "/service/ns/shop/0.0.0/rows";
    private const string Columns = """[["n", "/state/scalar/value/number/int/64"]]""";
    private const string Definition = $$$"""
        {"/service/ns/shop": {"rows": {"/state/chain/sync": [
          {"/state/collection/btree": [{{{Columns}}}]} ]} } }
        """;

    [Fact]
    public async Task Writers_need_not_wait_for_who_reads_the_answer_of_a_hypothetical()
    {
        await using var host = await RunningHost.Start();
        await host.Send("PUT", "/service?key=%22ns%22", "true");
        await host.Send("PUT", "/service/ns?key=%22shop%22", "false");
        Assert.Equal(
            "200 null", await host.Send("PUT", "/service/ns/shop?key=%220.0.0%22", Definition));
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(host.Address, "/transact/hypothetical"))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body(40_000))),
        };
        using var response = await client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.NotNull(response.Content.Headers.ContentLength);
        Assert.Equal("200 null", await host.Send("PUT", Rows, "[1]"));
        Assert.EndsWith("[39999]]]}\n", await response.Content.ReadAsStringAsync());
    }

    private static string Body(int rows)
    {
        var data = string.Join(',', Enumerable.Range(0, rows).Select(i => $"[{i}]"));
        return $$"""
            {"op": [
              ["t", {"/state/collection/btree": [{{Columns}}, [{{data}}]]}],
              ["w", {"{{Rows}}": [null, [1]]}],
              ["r", {"/state/scalar/ref/after": [{"$w": []}, {"$t": []}]}]
            ]}
            """;
    }
}
