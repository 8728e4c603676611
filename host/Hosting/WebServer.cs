using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TinyChain.Host.Http;
using TinyChain.Host.Options;
using TinyChain.Ir;

namespace TinyChain.Host.Hosting;

/// <summary>Kestrel, with our limits and nothing from configuration files.</summary>
internal static class WebServer
{
    // Kestrel can't name what it refuses; so our own checks come first, and its limits are wider.
    private const int Slack = 4;

    // Each is some 10 KiB; a machine's default of open files is below it as a rule.
    private const int Connections = 10_000;

    // A crowd that connects at once waits here while the host accepts.
    private const int Backlog = 4096;

    // Browsers and proxies send some thirty.
    private const int Headers = 1000;

    // What a bad mobile line does. Slower bodies and readers hold memory for nothing.
    private const int BytesPerSecond = 4096;

    internal static WebApplication Build(ServeOptions options, Socket socket)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.SetMinimumLevel(options.LogLevel);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<ConsoleLifetimeOptions>(life =>
            life.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(host =>
            host.ShutdownTimeout = options.RequestTtl + TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore()
            .UseSockets(sockets =>
            {
                sockets.CreateBoundListenSocket = _ => socket;
                sockets.Backlog = Backlog;
            })
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                // Clients send Host without the port, which does not match an absolute target.
                kestrel.AllowHostHeaderOverride = true;
                SetLimits(kestrel.Limits);
                kestrel.Listen(socket.LocalEndPoint!, listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    listen.Use(ConnectionPipes.Use);
                });
            });
        return builder.Build();
    }

    private static void SetLimits(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = Connections;
        limits.MaxRequestBodySize = null;
        limits.MaxRequestLineSize = Slack * Limits.RequestLineBytes;
        limits.MaxRequestHeadersTotalSize = Slack * Limits.HeaderBytes;
        limits.MaxRequestHeaderCount = Headers;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.MinRequestBodyDataRate = new(BytesPerSecond, TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new(BytesPerSecond, TimeSpan.FromSeconds(5));
    }
}
