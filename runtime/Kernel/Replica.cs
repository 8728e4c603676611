using System.Text;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// A host as a member of a cluster: its address and its key, which stays the same over restarts.
/// </summary>
public sealed record Replica(Link Host, Bytes Key)
{
    private const int KeyBytes = 32;

    private static readonly byte[] s_record = Encoding.UTF8.GetBytes("host/key");

    /// <summary>The key of the host's own entry in the store.</summary>
    internal static KeyRange Record => KeyRange.Of(s_record);

    /// <summary>This host; its key is made when its store is new.</summary>
    public static Replica Load(IStore store, IEntropy entropy, Link host)
    {
        var key = store.Get(s_record);
        if (key is null)
        {
            key = new byte[KeyBytes];
            entropy.Fill(key);
            store.Write([new StoreWrite(s_record, key)]);
            store.Sync();
        }

        return new Replica(host, new Bytes([.. key]));
    }
}
