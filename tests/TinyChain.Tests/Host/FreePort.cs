using System.Net;
using System.Net.Sockets;

namespace TinyChain.Tests.Host;

/// <summary>Ports for those whose address others must know before they listen.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
