using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TinyChain.Tests.Widgets;

/// <summary>
/// The address by which others know a host. It passes requests on, remembers them, and loses those
/// that the fault picks, before they arrive or on the way back.
/// </summary>
internal sealed class FaultProxy : IDisposable
{
    private static readonly HttpClient s_client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(1),
    });

    private readonly HttpListener _listener = new();
    private readonly string _name;

    public FaultProxy(string name)
    {
        _name = name;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = Serve();
    }

    /// <summary>Asked at both moments of each message: true loses it. Null loses none.</summary>
    public Func<WireMessage, Moment, Task<bool>>? Fault { get; set; }

    public ConcurrentQueue<WireMessage> Seen { get; } = new();

    public Uri Address { get; }

    /// <summary>Where the host listens now.</summary>
    public Uri? Target { get; set; }

    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        try
        {
            while (true) _ = Pass(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private async Task Pass(HttpListenerContext context)
    {
        try
        {
            var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var message = new WireMessage(
                _name, context.Request.HttpMethod, context.Request.RawUrl!,
                System.Text.Encoding.UTF8.GetString(body.ToArray()));
            Seen.Enqueue(message);
            if (await IsLost(message, Moment.Before)) throw new IOException("lost");
            using var answer = await s_client.SendAsync(Copy(context.Request, body.ToArray()));
            var text = await answer.Content.ReadAsByteArrayAsync();
            if (await IsLost(message, Moment.After)) throw new IOException("lost");
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            context.Response.ContentLength64 = text.Length;
            await context.Response.OutputStream.WriteAsync(text);
            context.Response.Close();
        }
        catch (Exception e) when (
            e is IOException or HttpRequestException or HttpListenerException
            or OperationCanceledException or ObjectDisposedException)
        {
            context.Response.Abort();
        }
    }

    private Task<bool> IsLost(WireMessage message, Moment moment) =>
        Fault?.Invoke(message, moment) ?? Task.FromResult(false);

    private HttpRequestMessage Copy(HttpListenerRequest request, byte[] body)
    {
        var copy = new HttpRequestMessage(
            new HttpMethod(request.HttpMethod), new Uri(Target!, request.RawUrl));
        if (request.HasEntityBody) copy.Content = new ByteArrayContent(body);
        foreach (var name in request.Headers.AllKeys)
        {
            if (name is "Host" or "Connection" or "Content-Length") continue;
            if (!copy.Headers.TryAddWithoutValidation(name!, request.Headers[name]))
                copy.Content?.Headers.TryAddWithoutValidation(name!, request.Headers[name]);
        }

        return copy;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
