using System.Net.Sockets;
using System.Text;

namespace TinyChain.Tests.Conformance;

/// <summary>HTTP/1.1 by hand: sends a target as written, as no client library does.</summary>
internal static class RawHttp
{
    /// <summary>The status and body of the answer; status 0 when the host only hung up.</summary>
    public static async Task<(int Status, string Body)> Send(
        Uri address, string method, string target, byte[]? body = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        var head = $"{method} {target} HTTP/1.1\r\nHost: {address.Authority}\r\n"
            + "Connection: close\r\n"
            + (body is null ? "" : $"Content-Length: {body.Length}\r\n") + "\r\n";
        await TryWrite(stream, Encoding.UTF8.GetBytes(head));
        if (body is not null) await TryWrite(stream, body);
        return Parse(await ReadToEnd(stream));
    }

    /// <summary>A host that has answered early may hang up while we still send.</summary>
    private static async Task TryWrite(NetworkStream stream, byte[] bytes)
    {
        try
        {
            await stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // The answer, if there is one, is still to be read.
        }
    }

    private static async Task<string> ReadToEnd(NetworkStream stream)
    {
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer);
        }
        catch (IOException)
        {
            // A reset after the answer.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }

    private static (int Status, string Body) Parse(string answer)
    {
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return (0, answer);
        return (int.Parse(answer.Split(' ', 3)[1]), answer[(end + 4)..]);
    }
}
