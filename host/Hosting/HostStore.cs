using TinyChain.Host.Network;
using TinyChain.Host.Options;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Hosting;

/// <summary>What a host keeps: its store, and the transactions over it. It owns both.</summary>
internal sealed class HostStore : IAsyncDisposable
{
    private HostStore(IStore store, ServeOptions options)
    {
        Store = store;
        Txns = new TxnEngine(
            new TxnWorld(store, Network, TimeProvider.System, new SystemEntropy()),
            new ClockWindow(options.TxnTtl, options.Skew), options.CacheBytes / 4);
        Network.Heard = Txns.Hear;
    }

    internal HttpNetwork Network { get; } = new();

    internal IStore Store { get; }

    internal TxnEngine Txns { get; }

    internal static HostStore Open(ServeOptions options)
    {
        var store = DataDirectory.Open(options);
        try
        {
            return new HostStore(store, options);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Txns.DisposeAsync();
        Network.Dispose();
        Store.Dispose();
    }
}
