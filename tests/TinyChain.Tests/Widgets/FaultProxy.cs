using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TinyChain.Tests.Widgets;

/// <summary>
/// The address by which others know a host. It passes messages on byte by byte and remembers them.
/// Those that the fault picks it loses, before they arrive or on the way back: their connection is
/// reset, as a host's is that dies.
/// </summary>
internal sealed class FaultProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _name;

    public FaultProxy(string name)
    {
        _name = name;
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}");
        _ = Serve();
    }

    /// <summary>
    /// Asked at each moment of each message: true loses it. The message waits for the answer, so
    /// what is to happen at that moment happens there. Null loses none.
    /// </summary>
    public Func<WireMessage, Moment, Task<bool>>? Fault { get; set; }

    public ConcurrentQueue<WireMessage> Seen { get; } = new();

    public Uri Address { get; }

    /// <summary>Where the host listens now.</summary>
    public Uri? Target { get; set; }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Serve()
    {
        var stop = _stop.Token;
        try
        {
            while (true) _ = Attend(await _listener.AcceptSocketAsync(stop), stop);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Disposed of.
        }
    }

    /// <summary>One connection, message by message, until it ends or one is lost.</summary>
    private async Task Attend(Socket socket, CancellationToken stop)
    {
        // Closed so, it is reset, and nobody takes what was lost for an answer.
        socket.LingerState = new LingerOption(true, 0);
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            while (await HttpMessage.Read(stream, stop) is { } request)
            {
                if (await Pass(request, stop) is not { } answer) return;
                await stream.WriteAsync(answer.Bytes, stop);
            }
        }
        catch (Exception e) when (
            e is IOException or SocketException or OperationCanceledException)
        {
            // Either side is gone, and so is the connection.
        }
    }

    /// <summary>The host's answer, or null where the fault has it lost.</summary>
    private async Task<HttpMessage?> Pass(HttpMessage request, CancellationToken stop)
    {
        var message = new WireMessage(_name, request.Method, request.Target, request.Body);
        Seen.Enqueue(message);
        if (await IsLost(message, Moment.Before)) return null;
        // A connection for each: one that was kept may lead to a host that has died since.
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(Target!.Host, Target.Port, stop);
        await using var host = new NetworkStream(socket);
        await host.WriteAsync(request.Bytes, stop);
        if (await IsLost(message, Moment.Underway)) return null;
        var answer = await HttpMessage.Read(host, stop);
        return answer is null || await IsLost(message, Moment.After) ? null : answer;
    }

    private Task<bool> IsLost(WireMessage message, Moment moment) =>
        Fault?.Invoke(message, moment) ?? Task.FromResult(false);
}
