using System.Text;
using System.Text.Json;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>Writes that a client sends again, by a service that counts them.</summary>
public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Add = "/service/demo/rows/0.0.0/add";
    private const string Count = "/service/demo/rows/0.0.0/rows/count";

    private RunningHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await RunningHost.Start();
        const string definition = """
            {"/service/demo/rows": {
              "rows": {"/state/chain/sync": [{"/state/collection/btree": [[
                ["name", {"/state/scalar/value/string": {}}, 32]]]}]},
              "add": {"/state/scalar/op/post": [
                ["has", {"$self/rows": [null, [{"$row": []}]]}],
                ["answer", [{"$has": []}, {"$name": []}]],
                ["_r", {"/state/scalar/ref/if": [
                  {"$fails": []}, {"/error/bad_request": ["as asked"]}, {"$answer": []}]}]]}}}
            """;
        Assert.Equal("200 null", await _host.Send("PUT", "/service?key=%22demo%22", "true"));
        Assert.Equal("200 null", await _host.Send("PUT", "/service/demo?key=%22rows%22", "false"));
        Assert.Equal(
            "200 null",
            await _host.Send("PUT", "/service/demo/rows?key=%220.0.0%22", definition));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_repeated_request_gets_the_stored_answer_and_its_transactions_id()
    {
        var first = await Post("k1", "a");
        Assert.Equal("200 [null,\"a\"]", first.Answer);
        Assert.NotNull(first.Txn);
        Assert.Equal(first, await Post("k1", "a"));
        Assert.Equal("200 1", await _host.Send("GET", Count));
        var (answer, other) = await Post("k2", "a");
        Assert.Equal("200 [null,\"a\"]", answer);
        Assert.NotEqual(first.Txn, other);
        Assert.Equal(
            "200 {\"state\":\"committed\"}", await _host.Send("GET", $"/transact/{first.Txn}"));
    }

    [Fact]
    public async Task Another_request_with_the_same_key_is_refused()
    {
        await Post("k", "a");
        var (answer, _) = await Post("k", "b");
        Assert.StartsWith(
            "400 {\"bad_request\":\"this Idempotency-Key belongs to another request", answer);
        Assert.Equal("200 1", await _host.Send("GET", Count));
    }

    [Fact]
    public async Task What_failed_is_tried_again()
    {
        Assert.StartsWith("400 ", (await Post("k", "a", fails: true)).Answer);
        Assert.Equal("200 0", await _host.Send("GET", Count));
        Assert.Equal("200 [null,\"a\"]", (await Post("k", "a")).Answer);
    }

    [Fact]
    public async Task Many_at_once_are_one()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Post("k", "a")));
        Assert.Equal("200 [null,\"a\"]", Assert.Single(all.Distinct()).Answer);
    }

    [Theory]
    [InlineData(255, "200")]
    [InlineData(256, "400")]
    public async Task A_key_has_a_length(int length, string status) =>
        Assert.StartsWith(status, (await Post(new string('k', length), "a")).Answer);

    [Fact]
    public async Task An_answer_that_is_too_large_to_keep_changes_nothing()
    {
        var name = new string('x', 70_000);
        Assert.Contains("Idempotency-Key", (await Post("k", name)).Answer);
        Assert.Equal("200 0", await _host.Send("GET", Count));
    }

    private async Task<(string Answer, string? Txn)> Post(
        string key, string name, bool fails = false)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host.Address, Add));
        request.Headers.Add("Idempotency-Key", key);
        var body = JsonSerializer.Serialize(new { row = name[..1], name, fails });
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (
            $"{(int)response.StatusCode} {text.TrimEnd('\n')}",
            response.Headers.TryGetValues("TinyChain-Txn", out var ids) ? ids.Single() : null);
    }
}
