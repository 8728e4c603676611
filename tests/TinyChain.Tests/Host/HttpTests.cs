using System.Net.Sockets;
using System.Text;
using TinyChain.Ir;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>spec/host.md 1.2 and 1.3, over a real socket.</summary>
public sealed class HttpTests : IAsyncLifetime
{
    private RunningHost _host = null!;

    public async Task InitializeAsync() => _host = await RunningHost.Start();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("GET", "/no/such/thing", "404 {\"not_found\":")]
    [InlineData("PATCH", "/lib", "405 {\"method_not_allowed\":")]
    [InlineData("DELETE", "/lib", "405 {\"method_not_allowed\":")]
    [InlineData("GET", "/lib?txn_id=abc", "400 {\"bad_request\":")]
    [InlineData("GET", "/lib?txn_id=1000000000000000000-1", "400 {\"bad_request\":\"trans")]
    [InlineData("GET", "/lib?key=%7B", "400 {\"bad_request\":")]
    [InlineData("PUT", "/lib?key=%22a%22", "400 {\"bad_request\":\"the body is empty")]
    [InlineData("GET", "/healthz", "200 {\"status\"")]
    [InlineData("GET", "/readyz", "200 {\"ready\": true}")]
    public async Task A_request_has_the_answer_that_it_deserves(
        string method, string target, string answer) =>
        Assert.StartsWith(answer, await _host.Send(method, target));

    [Theory]
    [InlineData("Basic abc", 3, "401 {\"unauthorized\":")]
    [InlineData("Bearer a", 1, "401 {\"unauthorized\":")]
    [InlineData("Bearer a", 20_480, "431 {\"bad_request\":\"token too large\"}")]
    public async Task A_token_is_refused(string header, int repeat, string answer)
    {
        var value = header[..^1] + new string(header[^1], repeat);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_host.Address, "/lib"));
        request.Headers.TryAddWithoutValidation("Authorization", value);
        Assert.StartsWith(answer, await _host.Send(request));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", "200 null")]
    [InlineData("APPLICATION/JSON", "200 null")]
    [InlineData("application/x-www-form-urlencoded", "200 null")]
    [InlineData("text/plain", "400 {\"bad_request\":")]
    public async Task A_body_is_json_whatever_its_parameters(string type, string answer)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Put, new Uri(_host.Address, "/lib?key=%22a%22"));
        request.Content = new ByteArrayContent("true"u8.ToArray());
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip;q=1.0, application/tbon");
        Assert.StartsWith(answer, await _host.Send(request));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_by_its_announced_length()
    {
        var answer = await First($"PUT /lib HTTP/1.1\r\nHost: x\r\n"
            + $"Content-Length: {Limits.BodyBytes + 1}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 413 ", answer);
        Assert.Contains("{\"bad_request\":\"limit exceeded: bytes of a request's body", answer);
    }

    [Fact]
    public async Task An_absolute_target_may_differ_from_the_host_header()
    {
        var answer = await Raw(
            $"GET {_host.Address}lib HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", answer);
        Assert.EndsWith("\r\n\r\n{}\n", answer);
        Assert.DoesNotContain("Server:", answer);
    }

    [Fact]
    public async Task Head_and_body_arrive_in_one_segment()
    {
        Assert.EndsWith("{}\n", await First("GET /lib HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    /// <summary>The first segment of the answer.</summary>
    private async Task<string> First(string request)
    {
        using var client = new TcpClient(_host.Address.Host, _host.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        var segment = new byte[4096];
        var length = await client.GetStream().ReadAsync(segment);
        return Encoding.ASCII.GetString(segment, 0, length);
    }

    private async Task<string> Raw(string request)
    {
        using var client = new TcpClient(_host.Address.Host, _host.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync();
    }
}
