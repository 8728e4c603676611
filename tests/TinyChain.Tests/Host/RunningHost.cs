using System.Text;
using Microsoft.Extensions.Logging;
using TinyChain.Host.Hosting;
using TinyChain.Host.Options;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;

namespace TinyChain.Tests.Host;

/// <summary>A real host on a free port, and a client for it.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    // Longer than usual, for a machine that is busy with other tests; and how a transaction ended
    // is remembered for some time after.
    private static readonly TimeSpan s_ttl = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new();
    private readonly TinyChainHost _host;

    private RunningHost(TinyChainHost host) => _host = host;

    public Uri Address => _host.Address;

    public static async Task<RunningHost> Start(IStore? store = null) =>
        new(await TinyChainHost.StartAsync(new ServeOptions
        {
            HttpPort = 0,
            Store = store ?? new MemoryStore(),
            LogLevel = LogLevel.None,
            TxnTtl = 3 * s_ttl,
            RequestTtl = s_ttl,
        }));

    /// <summary>Sends a request as the Python client does; the answer is `status body`.</summary>
    public async Task<string> Send(string method, string target, string? body = null)
    {
        var uri = new Uri(Address, target);
        using var request = new HttpRequestMessage(new HttpMethod(method), uri);
        if (body is not null) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        return await Send(request);
    }

    public async Task<string> Send(HttpRequestMessage request)
    {
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Xunit.Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Xunit.Assert.EndsWith("\n", text);
        return $"{(int)response.StatusCode} {text.TrimEnd('\n')}";
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }
}
