using System.Diagnostics;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Benchmarks.Serving;

/// <summary>The five hosts of samples/widgets, as its own script starts them.</summary>
internal sealed class WidgetHosts : IDisposable
{
    private const string Bearer = "Authorization: Bearer ";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Process _script;

    private WidgetHosts(Process script, Uri retailer, string authorization) =>
        (_script, Retailer, Authorization) = (script, retailer, authorization);

    internal Uri Retailer { get; }

    /// <summary>The header with which the user may buy, for five minutes.</summary>
    internal string Authorization { get; }

    /// <summary>Starts them on five ports in a row, and buys the first widget.</summary>
    internal static async Task<WidgetHosts> Start(int port)
    {
        var script = Process.Start(new ProcessStartInfo(
            "/bin/sh", [Path.Combine(ServedHost.Checkout, "samples", "widgets", "start")])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["PORT"] = $"{port}",
                ["EXTRA"] = "1000000000",
                ["HOST_DLL"] = ServedHost.Program + ".dll",
            },
        })!;
        var authorization = "";
        while (await script.StandardOutput.ReadLineAsync() is { } line)
        {
            var start = line.IndexOf(Bearer, StringComparison.Ordinal);
            if (start >= 0) authorization = line[start..].TrimEnd('"') + "\r\n";
            if (line.StartsWith("Listening", StringComparison.Ordinal))
                return new(script, new Uri($"http://127.0.0.1:{port}"), authorization);
        }

        throw new BugException("samples/widgets/start has started five hosts");
    }

    public void Dispose()
    {
        // The script takes its hosts and their data away with it.
        using (Process.Start("kill", [$"{_script.Id}"])) { }
        if (!_script.WaitForExit(s_patience)) _script.Kill(entireProcessTree: true);
        _script.Dispose();
    }
}
