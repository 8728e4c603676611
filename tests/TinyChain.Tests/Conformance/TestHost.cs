using Microsoft.Extensions.Logging;
using TinyChain.Host.Hosting;
using TinyChain.Host.Options;
using Xunit;

namespace TinyChain.Tests.Conformance;

/// <summary>
/// The real host, in this process, on a port of its own and with an empty data folder. A class
/// fixture: one host for each class of tests.
/// </summary>
public sealed class TestHost : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("tinychain-tests-");
    private TinyChainHost? _host;

    /// <summary>What the host may take for one request.</summary>
    public static TimeSpan RequestTtl => TimeSpan.FromSeconds(3);

    /// <summary>`http://127.0.0.1:port/`.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public async Task InitializeAsync()
    {
        _host = await TinyChainHost.StartAsync(new ServeOptions
        {
            DataDir = _data.FullName,
            HttpPort = 0,
            RequestTtl = RequestTtl,
            LogLevel = LogLevel.Error,
        });
        Address = _host.Address;
    }

    public async Task DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
