using System.Globalization;
using System.Net.Sockets;
using System.Text;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Benchmarks.Serving;

/// <summary>
/// One keep-alive connection to a host: it shares the machine with what it measures, so it does as
/// little as HTTP allows. It reads answers that come with their length.
/// </summary>
internal sealed class HttpPeer : IDisposable
{
    private readonly Socket _socket;
    private readonly string _host;
    private byte[] _buffer = new byte[1 << 16];
    private ReadOnlyMemory<byte> _body;

    private HttpPeer(Socket socket, string host) => (_socket, _host) = (socket, host);

    internal static async Task<HttpPeer> Connect(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        return new HttpPeer(socket, address.Authority);
    }

    /// <summary>The answer of a request that must succeed.</summary>
    internal async Task<string> Done(
        string verb, string target, string body = "", string headers = "")
    {
        var status = await Send(Request(verb, target, body, headers));
        Check.That(status == 200, $"{verb} {target}: {status} {Answer}");
        return Answer;
    }

    /// <summary>A request's bytes, to be sent any number of times.</summary>
    internal byte[] Request(string verb, string target, string body = "", string headers = "")
    {
        var length = Encoding.UTF8.GetByteCount(body);
        return Encoding.UTF8.GetBytes($"{verb} {target} HTTP/1.1\r\nHost: {_host}\r\n{headers}"
            + $"Content-Length: {length}\r\n\r\n{body}");
    }

    /// <summary>Sends a request; returns the answer's status once all of it is there.</summary>
    internal async ValueTask<int> Send(ReadOnlyMemory<byte> request)
    {
        while (request.Length > 0) request = request[await _socket.SendAsync(request)..];
        var (filled, end) = (0, -1);
        while (end < 0)
        {
            filled += await Receive(filled);
            end = _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
        }

        var (start, length) = (end + 4, LengthOf(Encoding.ASCII.GetString(_buffer, 0, end)));
        if (start + length > _buffer.Length) Array.Resize(ref _buffer, start + length);
        while (filled < start + length) filled += await Receive(filled);
        _body = _buffer.AsMemory(start, length);
        return int.Parse(_buffer.AsSpan(9, 3), CultureInfo.InvariantCulture);
    }

    /// <summary>The last answer's body.</summary>
    internal string Answer => Encoding.UTF8.GetString(_body.Span);

    public void Dispose() => _socket.Dispose();

    private async ValueTask<int> Receive(int filled)
    {
        var count = await _socket.ReceiveAsync(_buffer.AsMemory(filled));
        Check.That(count > 0, "the host keeps the connection");
        return count;
    }

    private static int LengthOf(string head)
    {
        const string Name = "Content-Length:";
        var line = head.Split("\r\n").FirstOrDefault(
            l => l.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        Check.That(line is not null, $"an answer tells its length: {head}");
        return int.Parse(line![Name.Length..], CultureInfo.InvariantCulture);
    }
}
