using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>Answers with more rows than are sent in one piece (decision 0021).</summary>
public sealed class StreamedAnswerTests : IAsyncLifetime, IDisposable
{
    private const string Column = "/state/scalar/value/number/int/64";

    private readonly HttpClient _client = new();
    private RunningHost _host = null!;

    public async Task InitializeAsync() => _host = await RunningHost.Start();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData(100, false)]
    [InlineData(40_000, true)]
    public async Task Rows_arrive_whole_or_in_chunks(int count, bool isChunked)
    {
        using var response = await Post(count, """["r", {"x": [{"$t": []}, 1]}]""");
        Assert.Equal(isChunked, response.Headers.TransferEncodingChunked ?? false);
        Assert.Equal(isChunked, response.Content.Headers.ContentLength is null);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        var shown = json.GetProperty("x")[0].GetProperty("/state/collection/btree");
        Assert.Equal(
            Enumerable.Range(0, count),
            shown[1].EnumerateArray().Select(row => row[0].GetInt32()));
    }

    [Fact]
    public async Task What_fails_before_the_first_chunk_has_its_status()
    {
        // An instance has no JSON; it stands before what would be sent.
        using var response = await Post(40_000, """
            ["r", [{"/state/object/instance": [1]}, {"$t": []}]]
            """);
        Assert.Equal(501, (int)response.StatusCode);
    }

    [Fact]
    public async Task What_fails_later_breaks_the_connection_off()
    {
        using var response = await Post(40_000, """
            ["i", {"/state/object/instance": [1]}], ["r", [{"$t": []}, {"$i": []}]]
            """);
        Assert.Equal(200, (int)response.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
        using var next = await Post(1, """["r", {"$t/count": []}]""");
        Assert.Equal("1\n", await next.Content.ReadAsStringAsync());
    }

    /// <summary>Answered as soon as the head is there.</summary>
    private async Task<HttpResponseMessage> Post(int rows, string last)
    {
        var data = string.Join(',', Enumerable.Range(0, rows).Select(i => $"[{i}]"));
        var tree = $$"""{"/state/collection/btree": [[["n", "{{Column}}"]], [{{data}}]]}""";
        var body = $$"""{"op": [["t", {{tree}}], {{last}}]}""";
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(_host.Address, "/transact/hypothetical"))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
