using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Benchmarks.Serving;

/// <summary>
/// The host's own program, built as this one is, over an empty folder that goes away with it.
/// </summary>
internal sealed class ServedHost : IDisposable
{
    /// <summary>…/tests/TinyChain.Benchmarks/bin/Release/net10.0 ⇒ Release/net10.0</summary>
    private static readonly string[] s_path = AppContext.BaseDirectory.TrimEnd('/').Split('/');

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private ServedHost(Process process, DirectoryInfo folder, Uri address) =>
        (_process, _folder, Address) = (process, folder, address);

    /// <summary>The folder that all of it was checked out to.</summary>
    internal static string Checkout => Path.Combine(["/", .. s_path[..^5]]);

    internal static string Program =>
        Path.Combine([Checkout, "host", "bin", .. s_path[^2..], "tinychain"]);

    internal Uri Address { get; }

    /// <summary>The most memory that it had at once, in bytes.</summary>
    internal long PeakBytes
    {
        get
        {
            const string Peak = "VmHWM:";
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith(Peak));
            return long.Parse(
                line[Peak.Length..].Replace("kB", "").Trim(), CultureInfo.InvariantCulture) << 10;
        }
    }

    /// <summary>Processor time that it has used so far.</summary>
    internal TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of the files that it keeps.</summary>
    internal long DataBytes => _folder.EnumerateFiles("*", SearchOption.AllDirectories)
        .Sum(file => file.Length);

    /// <summary>A folder on the disk that holds its data.</summary>
    internal string Scratch => _folder.FullName;

    /// <summary>Starts it on a free port, and returns when it listens.</summary>
    internal static async Task<ServedHost> Start(params string[] flags)
    {
        Check.That(File.Exists(Program), $"{Program} is built: dotnet build host -c Release");
        var folder = Directory.CreateTempSubdirectory("tc-bench-");
        var process = Process.Start(new ProcessStartInfo(
            Program,
            ["serve", "--http-port=0", $"--data-dir={folder.FullName}/data", "--debug",
                "--log-level=warn", .. flags])
        {
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? "";
        var start = line.IndexOf("http://", StringComparison.Ordinal);
        Check.That(start >= 0, $"the host starts: {line}");
        return new ServedHost(process, folder, new Uri(line[start..].Split(' ', ';')[0]));
    }

    internal Task<HttpPeer> Connect() => HttpPeer.Connect(Address);

    /// <summary>Installs version 0.0.0 of /service/bench/NAME.</summary>
    internal async Task Install(string name, string definition)
    {
        using var peer = await Connect();
        await peer.Done("PUT", "/service?key=%22bench%22", "true");
        await peer.Done("PUT", $"/service/bench?key=%22{name}%22", "false");
        await peer.Done("PUT", $"/service/bench/{name}?key=%220.0.0%22", definition);
    }

    /// <summary>How many commits were written so far, and with how many syncs.</summary>
    internal async Task<(long Commits, long Batches)> Commits()
    {
        using var peer = await Connect();
        using var json = JsonDocument.Parse(
            await peer.Done("GET", "/debug/commits", headers: "Accept: application/json\r\n"));
        var counts = json.RootElement;
        return (counts.GetProperty("commits").GetInt64(), counts.GetProperty("batches").GetInt64());
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
