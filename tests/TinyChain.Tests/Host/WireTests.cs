using System.Text;
using System.Text.Json;
using TinyChain.Ir;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>
/// Requests that no HTTP library would send. Each is answered, in JSON, and so is the next.
/// </summary>
public sealed class WireTests : IAsyncLifetime
{
    private const string Close = "Host: x\r\nConnection: close\r\n";
    private const string Op = """{"op":[["r",1]]}""";
    private const string Post = "POST /transact/hypothetical HTTP/1.1\r\n";
    private const string Sized = "Content-Length: 16\r\n";
    private const string Chunked = "Transfer-Encoding: chunked\r\n";

    private static readonly string s_closed = new(']', 300);

    private RunningHost _host = null!;

    public static TheoryData<string, string> Requests => new()
    {
        { "200", "GET /lib HTTP/1.0\r\n\r\n" },
        { "200", $"{Post}{Close}{Sized}\r\n{Op}" },
        { "200", $"{Post}{Close}{Chunked}\r\n10\r\n{Op}\r\n0\r\n\r\n" },
        { "400", "GARBAGE\r\n\r\n" },
        { "400", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\r\n\r\n" },
        { "400", $"{Post}{Close}{Chunked}\r\nzz\r\n" },
        { "400", $"{Post}{Close}Content-Length: -1\r\n\r\n" },
        { "400", $"{Post}{Close}Content-Length: 16\r\nContent-Length: 17\r\n\r\n{Op}" },
        { "400", $"{Post}{Close}Content-Length: 5\r\n\r\n{Op}" },
        { "400", "GET /lib HTTP/1.1\r\nConnection: close\r\n\r\n" },
        { "400", $"GET /lib HTTP/1.1\r\n{Close}no colon\r\n\r\n" },
        { "400", $"GET /lib/%zz HTTP/1.1\r\n{Close}\r\n" },
        { "400", $"GET /lib/%00 HTTP/1.1\r\n{Close}\r\n" },
        { "400", $"GET /lib/%c0%af HTTP/1.1\r\n{Close}\r\n" },
        { "400", $"GET /lib?key=%ed%a0%80 HTTP/1.1\r\n{Close}\r\n" },
        { "400", $"GET /lib?key=abc HTTP/1.1\r\n{Close}\r\n" },
        { "400", $"GET /lib?key=1&key=2 HTTP/1.1\r\n{Close}\r\n" },
        { "400", $"GET /lib?key={new string('[', 300)}1{s_closed} HTTP/1.1\r\n{Close}\r\n" },
        { "400", $"GET /lib?key={new string('1', 9000)} HTTP/1.1\r\n{Close}\r\n" },
        { "405", $"OPTIONS /lib HTTP/1.1\r\n{Close}\r\n" },
        { "405", $"OPTIONS * HTTP/1.1\r\n{Close}\r\n" },
        { "405", $"get /lib HTTP/1.1\r\n{Close}\r\n" },
        { "414", $"GET /lib?key={new string('1', 40_000)} HTTP/1.1\r\n{Close}\r\n" },
        { "431", $"GET /lib HTTP/1.1\r\n{Close}{Headers(70, 1000)}\r\n" },
        { "431", $"GET /lib HTTP/1.1\r\n{Close}{Headers(300, 1000)}\r\n" },
        { "431", $"GET /lib HTTP/1.1\r\n{Close}{Headers(2000, 1)}\r\n" },
        { "505", $"GET /lib HTTP/3.7\r\n{Close}\r\n" },
    };

    public async Task InitializeAsync() => _host = await RunningHost.Start();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_is_answered_in_json_and_so_is_the_next(
        string status, string request)
    {
        var answer = await Wire.Exchange(_host.Address, request);
        AssertAnswer(status, answer);
        Assert.Equal("200 {}", await _host.Send("GET", "/lib"));
    }

    [Fact]
    public async Task HEAD_has_no_body()
    {
        var answer = await Wire.Exchange(_host.Address, $"HEAD /lib HTTP/1.1\r\n{Close}\r\n");
        Assert.StartsWith("HTTP/1.1 405 ", answer);
        Assert.EndsWith("\r\n\r\n", answer);
    }

    [Fact]
    public async Task Requests_in_a_row_are_answered_in_a_row()
    {
        var gets = Enumerable.Range(0, 100).Select(n =>
            $"GET /state/scalar/value/string?key=%22{n}%22 HTTP/1.1\r\nHost: x\r\n\r\n");
        var answer = await Wire.Exchange(
            _host.Address, string.Concat(gets) + $"GET /lib HTTP/1.1\r\n{Close}\r\n");
        var bodies = answer.Split("HTTP/1.1 200 OK")[1..].Select(a => a.Split("\r\n\r\n")[1]);
        Assert.Equal([.. Enumerable.Range(0, 100).Select(n => $"\"{n}\"\n"), "{}\n"], bodies);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_before_it_has_all_come()
    {
        // Chunks announce no length: the host counts.
        using var wire = await Wire.Connect(_host.Address);
        await wire.Send($"{Post}{Close}{Chunked}\r\n");
        var chunk = Encoding.ASCII.GetBytes($"100000\r\n{new string(' ', 1 << 20)}\r\n");
        for (var sent = 0L; sent <= Limits.BodyBytes; sent += 1 << 20) await wire.Send(chunk);
        var answer = await wire.ReadOnce();
        Assert.StartsWith("HTTP/1.1 413 ", answer);
        Assert.Contains($"{Limits.BodyBytes}", answer);
    }

    [Fact]
    public async Task Whoever_trickles_is_cut_off()
    {
        string[] beginnings =
        [
            "GET /lib HT",
            "GET /lib HTTP/1.1\r\nHost: x\r\nA: b",
            $"{Post}Host: x\r\nContent-Length: 500\r\n\r\n{Op}",
            $"{Post}Host: x\r\n{Chunked}\r\n10\r\n{Op}",
        ];
        var answers = await Task.WhenAll(
            beginnings.Select(text => Wire.Exchange(_host.Address, text)));
        Assert.All(answers, answer => AssertAnswer("408", answer));
    }

    [Fact]
    public async Task Many_connect_at_once_and_some_never_read()
    {
        var wires = await Task.WhenAll(
            Enumerable.Range(0, 500).Select(_ => Wire.Connect(_host.Address)));
        await Task.WhenAll(wires.Select(w => w.Send("GET /lib HTTP/1.1\r\nHost: x\r\n\r\n")));
        var answers = await Task.WhenAll(wires[250..].Select(w => w.ReadOnce()));
        Assert.All(answers, answer => Assert.EndsWith("{}\n", answer));
        Assert.Equal("200 {}", await _host.Send("GET", "/lib"));
        foreach (var wire in wires) wire.Dispose();
    }

    [Theory]
    [InlineData("POST", "200", "")]
    [InlineData("POST", "200", "Content-Type: application/x-www-form-urlencoded")]
    [InlineData("POST", "400", "Content-Type: text/plain")]
    [InlineData("POST", "403", "Origin: http://evil.example")]
    [InlineData("POST", "403", "Origin: null")]
    [InlineData("POST", "403", "Origin: https://127.0.0.1:{port}")]
    [InlineData("POST", "403", "Origin: http://127.0.0.1:{port}\r\nOrigin: http://evil.example")]
    [InlineData("POST", "200", "Origin: http://127.0.0.1:{port}")]
    [InlineData("POST", "200", "Origin: http://localhost:{port}")]
    [InlineData("POST", "403", "Sec-Fetch-Site: cross-site")]
    [InlineData("POST", "403", "Sec-Fetch-Site: same-site")]
    [InlineData("POST", "200", "Sec-Fetch-Site: same-origin")]
    [InlineData("PUT", "403", "Origin: http://evil.example")]
    [InlineData("DELETE", "403", "Origin: http://evil.example")]
    [InlineData("GET", "405", "Origin: http://evil.example")]
    public async Task A_page_of_another_site_may_not_write(
        string method, string status, string header)
    {
        var line = header.Length == 0 ? "" : header.Replace(
            "{port}", $"{_host.Address.Port}", StringComparison.Ordinal) + "\r\n";
        AssertAnswer(status, await Wire.Exchange(
            _host.Address,
            $"{method} /transact/hypothetical HTTP/1.1\r\n{Close}{line}{Sized}\r\n{Op}"));
    }

    private static void AssertAnswer(string status, string answer)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", answer);
        Assert.Contains("Content-Type: application/json\r\n", answer);
        var body = answer[(answer.LastIndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.EndsWith("\n", body);
        using var json = JsonDocument.Parse(body);
        Assert.True(status[0] < '4' || json.RootElement.EnumerateObject().Count() == 1);
    }

    private static string Headers(int count, int length) => string.Concat(
        Enumerable.Range(0, count).Select(n => $"X{n}: {new string('a', length)}\r\n"));
}
