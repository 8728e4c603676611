using System.Net.Sockets;
using TinyChain.Host.Options;
using TinyChain.Ir;

namespace TinyChain.Host.Hosting;

/// <summary>Kestrel, with our limits and nothing from configuration files.</summary>
internal static class WebServer
{
    // Kestrel cuts what is over these without a body; our own checks below them answer in JSON.
    private const int LineBytes = 4 * Limits.RequestLineBytes;

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
            .UseSockets(sockets => sockets.CreateBoundListenSocket = _ => socket)
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                // Clients send Host without the port, which does not match an absolute target.
                kestrel.AllowHostHeaderOverride = true;
                kestrel.Limits.MaxRequestBodySize = null;
                kestrel.Limits.MaxRequestLineSize = LineBytes;
                kestrel.Limits.MaxRequestHeadersTotalSize = Limits.HeaderBytes;
                kestrel.Listen(socket.LocalEndPoint!);
            });
        return builder.Build();
    }
}
