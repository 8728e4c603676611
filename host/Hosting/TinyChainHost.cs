using System.Net;
using System.Net.Sockets;
using TinyChain.Host.Http;
using TinyChain.Host.Options;

namespace TinyChain.Host.Hosting;

/// <summary>
/// A running host. `serve` runs one for the life of the process; tests run many, on port 0.
/// Disposing of it stops accepting, lets running requests end, and closes the store.
/// </summary>
public sealed class TinyChainHost : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly HostStore _store;
    private readonly ServedBundles _bundles;
    private readonly WarmUp _warmUp;

    private TinyChainHost(
        (WebApplication Web, Uri Address) served, HostStore store, ServedBundles bundles,
        WarmUp warmUp)
    {
        (_web, Address) = served;
        (_store, _bundles, _warmUp) = (store, bundles, warmUp);
    }

    /// <summary>Where it listens, with the port that was picked.</summary>
    public Uri Address { get; }

    /// <summary>
    /// Completes when no bundle is being verified any more: each image runs then, or never will.
    /// </summary>
    public Task BundlesVerified => _bundles.Verified;

    /// <summary>
    /// Completes when the ops that were installed before are compiled, or wait to be emitted.
    /// </summary>
    public Task WarmedUp => _warmUp.Done;

    /// <exception cref="StartException">The address or the data can't be used.</exception>
    /// <exception cref="Runtime.Storage.StoreException">The store can't be used.</exception>
    public static async Task<TinyChainHost> StartAsync(ServeOptions options)
    {
        var socket = ListenSocket.Bind(options);
        HostStore? store = null;
        try
        {
            store = HostStore.Open(options);
            return await Start(options, socket, store);
        }
        catch
        {
            socket.Dispose();
            if (store is not null) await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns after SIGTERM, Ctrl-C, or a stop from within.</summary>
    public Task WaitForStop() => _web.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        await _warmUp.DisposeAsync();
        await _bundles.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static async Task<TinyChainHost> Start(
        ServeOptions options, Socket socket, HostStore store)
    {
        var address = new Uri($"http://{(IPEndPoint)socket.LocalEndPoint!}");
        var web = WebServer.Build(options, socket);
        var bundles = ServedBundles.Read(options.Bundles);
        var (pipeline, debug, warmUp) =
            PipelineBuilder.Build(options, address, store, web.Logger, bundles);
        store.Txns.Start();
        // Everything is loaded before the first connection is accepted: it answers, so it is ready.
        var stopping = web.Lifetime.ApplicationStopping;
        web.Run(async http =>
        {
            var isReady = !stopping.IsCancellationRequested;
            if (await HealthPages.TryAnswer(http, isReady)) return;
            if (debug is null || !await debug.TryAnswer(http)) await pipeline.Run(http);
        });
        try
        {
            await web.StartAsync();
        }
        catch (IOException e)
        {
            throw new StartException($"can't listen on {address.Authority}: {e.Message}", e);
        }

        if (OpenHost.Warning(options) is { } warning) Log.Open(web.Logger, warning);
        bundles.Verify(store.Store, web.Logger);
        warmUp.Start();
        return new TinyChainHost((web, address), store, bundles, warmUp);
    }
}
