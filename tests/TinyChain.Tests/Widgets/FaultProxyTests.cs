using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace TinyChain.Tests.Widgets;

/// <summary>
/// What the tests of faults rely on: a lost message is never an answer, and all else is as sent.
/// </summary>
public sealed class FaultProxyTests : IDisposable
{
    private const string Chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n";

    private readonly TcpListener _host = new(IPAddress.Loopback, 0);
    private readonly FaultProxy _proxy = new("bank");
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });

    public FaultProxyTests()
    {
        _host.Start();
        _proxy.Target = new Uri($"http://{_host.LocalEndpoint}");
    }

    public void Dispose()
    {
        _client.Dispose();
        _proxy.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task A_message_and_its_answer_pass_as_they_are()
    {
        for (var i = 0; i < 2; i++)
        {
            var answering = Answer(Chunked);
            var answer = await Post();
            Assert.Equal("abcd", answer);
            Assert.EndsWith("\r\n\r\n{\"amount\": 20}", await answering);
        }

        Assert.Equal(["debit 20", "debit 20"], _proxy.Seen.Select(message => message.Name));
    }

    [Theory]
    [InlineData(Moment.Before, false)]
    [InlineData(Moment.Underway, true)]
    [InlineData(Moment.After, true)]
    public async Task A_lost_message_is_no_answer_and_the_host_has_it_or_not(
        Moment moment, bool hasIt)
    {
        _proxy.Fault = (_, at) => Task.FromResult(at == moment);
        var answering = Answer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull");
        await Assert.ThrowsAsync<HttpRequestException>(Post);
        if (hasIt) Assert.StartsWith("POST /debit ", await answering);
        Assert.Equal(hasIt, answering.IsCompleted);
    }

    [Fact]
    public async Task What_a_host_breaks_off_is_no_answer()
    {
        var answering = Answer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnul");
        await Assert.ThrowsAsync<HttpRequestException>(Post);
        await answering;
    }

    [Fact]
    public void A_message_ends_where_its_head_says_and_not_before()
    {
        foreach (var text in (string[])
            [
                Chunked, "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nnull",
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            ])
        {
            var bytes = Encoding.ASCII.GetBytes(text);
            for (var count = 0; count < bytes.Length; count++)
                Assert.False(HttpMessage.IsWhole(bytes.AsSpan(0, count)));
            Assert.True(HttpMessage.IsWhole(bytes));
        }
    }

    private async Task<string> Post()
    {
        using var body = new StringContent("""{"amount": 20}""");
        using var answer = await _client.PostAsync(new Uri(_proxy.Address, "/debit"), body);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Answers one request as a host does, and tells what it was.</summary>
    private async Task<string> Answer(string text)
    {
        using var socket = await _host.AcceptSocketAsync();
        await using var stream = new NetworkStream(socket);
        var request = await HttpMessage.Read(stream, default);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        return Encoding.ASCII.GetString(request!.Bytes);
    }
}
