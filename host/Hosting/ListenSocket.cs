using System.Net;
using System.Net.Sockets;
using TinyChain.Host.Options;

namespace TinyChain.Host.Hosting;

/// <summary>
/// The socket that the host will listen on, bound before anything is built: the port is known even
/// where it was 0, and a port in use is noticed before the store is touched.
/// </summary>
internal static class ListenSocket
{
    internal static Socket Bind(ServeOptions options)
    {
        var endpoint = new IPEndPoint(options.Address, options.HttpPort);
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new StartException(Explain(e, endpoint), e);
        }
    }

    private static string Explain(SocketException e, IPEndPoint endpoint) => e.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse =>
            $"{endpoint} is in use; stop what listens there, or choose another --http-port",
        SocketError.AccessDenied =>
            $"listening on {endpoint} is not permitted; choose an --http-port above 1023",
        SocketError.AddressNotAvailable =>
            $"this machine has no address {endpoint.Address}; choose another --address",
        _ => $"can't listen on {endpoint}: {e.Message}",
    };
}
