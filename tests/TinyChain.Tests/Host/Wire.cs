using System.Net.Sockets;
using System.Text;

namespace TinyChain.Tests.Host;

/// <summary>A raw connection: sends bytes as written, and reads what comes back.</summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpClient _client;

    private Wire(TcpClient client) => _client = client;

    public static async Task<Wire> Connect(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        return new Wire(client);
    }

    /// <summary>Everything that comes back until the host closes the connection.</summary>
    public static async Task<string> Exchange(Uri address, string request)
    {
        using var wire = await Connect(address);
        await wire.Send(request);
        return await wire.ReadToEnd();
    }

    public Task Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    /// <summary>A host that has answered already may have hung up: no error here.</summary>
    public async Task Send(byte[] bytes)
    {
        try
        {
            await _client.GetStream().WriteAsync(bytes);
        }
        catch (IOException)
        {
            // The answer is still to be read.
        }
    }

    /// <summary>What has come after one read: the first segment, when nothing came yet.</summary>
    public async Task<string> ReadOnce()
    {
        var buffer = new byte[64 << 10];
        var length = await _client.GetStream().ReadAsync(buffer);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    public async Task<string> ReadToEnd()
    {
        var all = new MemoryStream();
        try
        {
            await _client.GetStream().CopyToAsync(all);
        }
        catch (IOException)
        {
            // A reset after the answer.
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }

    public void Dispose() => _client.Dispose();
}
