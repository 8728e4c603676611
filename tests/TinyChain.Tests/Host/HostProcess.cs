using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TinyChain.Tests.Tidy;

namespace TinyChain.Tests.Host;

/// <summary>
/// The program itself, as a user starts it: host/bin's executable, built as these tests are.
/// </summary>
internal sealed partial class HostProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>…/bin/Release/net10.0/ ⇒ Release/net10.0</summary>
    private static readonly string[] s_built =
        AppContext.BaseDirectory.TrimEnd('/').Split('/')[^2..];

    private readonly Process _process;
    private readonly Task<string> _errors;

    private HostProcess(Process process) =>
        (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    private static string Program =>
        Path.Combine([Repo.Root, "host", "bin", .. s_built, "tinychain"]);

    /// <summary>The first line that it prints: where it listens and where its data is.</summary>
    public string Announcement { get; private set; } = "";

    public Uri Address => new(AddressPattern().Match(Announcement).Value);

    /// <summary>Runs it to its end, with an empty standard input.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> Run(
        params string[] arguments)
    {
        using var host = new HostProcess(Launch(Program, arguments, []));
        var output = await host._process.StandardOutput.ReadToEndAsync();
        await host._process.WaitForExitAsync().WaitAsync(s_patience);
        return (host._process.ExitCode, output, await host._errors);
    }

    /// <summary>Starts it on a free port, and returns when it listens.</summary>
    public static Task<HostProcess> Serve(string dataDir, params string[] arguments) =>
        Start(["serve", "--http-port=0", $"--data-dir={dataDir}", .. arguments]);

    /// <summary>`environment` holds NAME=value.</summary>
    public static Task<HostProcess> Start(string[] arguments, params string[] environment) =>
        Start(Launch(Program, arguments, environment));

    private static async Task<HostProcess> Start(Process process)
    {
        var host = new HostProcess(process);
        var line = await host._process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
        host.Announcement = line ?? throw new InvalidOperationException(await host._errors);
        return host;
    }

    /// <summary>Serves where a switch of the runtime is off; the folder is for its data.</summary>
    public static async Task<HostProcess> ServeWithout(
        string runtimeSwitch, string dataDir, params string[] arguments)
    {
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(
            $"{Program}.runtimeconfig.json"))!;
        settings["runtimeOptions"]!["configProperties"]![runtimeSwitch] = false;
        var config = Path.Combine(dataDir, "runtimeconfig.json");
        await File.WriteAllTextAsync(config, settings.ToJsonString());
        return await Start(Launch(
            "dotnet",
            ["exec", "--runtimeconfig", config, $"{Program}.dll", "serve", "--http-port=0",
                $"--data-dir={dataDir}", .. arguments],
            []));
    }

    /// <summary>kill -9: nothing in the process may run any more.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>TERM, or INT for Ctrl-C.</summary>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async Task<(int ExitCode, string Errors)> End()
    {
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return (_process.ExitCode, await _errors);
    }

    /// <summary>The same, and what it printed besides its announcement.</summary>
    public async Task<(int ExitCode, string Errors, string Output)> EndWithOutput()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(s_patience);
        var (code, errors) = await End();
        return (code, errors, output);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static Process Launch(string program, string[] arguments, string[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in environment)
            start.Environment[variable.Split('=')[0]] = variable.Split('=', 2)[1];
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    [GeneratedRegex(@"http://[^;]+")]
    private static partial Regex AddressPattern();
}
