using System.Net;
using System.Net.Sockets;

namespace TinyChain.Tests.Host;

/// <summary>
/// Ports for those whose address others must know before they listen. Not of those that the system
/// gives to connections, for one might be given away before it is listened on.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;

    private static int s_last = Environment.ProcessId * 100;

    public static int Next()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref s_last) % Count);
            if (IsFree(port)) return port;
        }

        throw new InvalidOperationException($"no port from {First} on is free");
    }

    private static bool IsFree(int port)
    {
        using var socket = new TcpListener(IPAddress.Loopback, port);
        try
        {
            socket.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
