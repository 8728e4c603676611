using System.Diagnostics;
using TinyChain.Tests.Host;
using TinyChain.Tests.Tidy;
using Xunit;

namespace TinyChain.Tests.Docs;

/// <summary>
/// The README's one command, `samples/start`, as a process of its own on a free port, with the host
/// that the tests were built with.
/// </summary>
public sealed class SampleHost : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly List<string> _said = [];
    private Process? _process;

    /// <summary>`127.0.0.1:port`.</summary>
    public string Authority { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var port = FreePort.Next();
        Authority = $"127.0.0.1:{port}";
        var start = new ProcessStartInfo("sh", [Path.Combine(Repo.Root, "samples", "start")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PORT"] = $"{port}";
        start.Environment["HOST_DLL"] = Path.Combine(AppContext.BaseDirectory, "tinychain.dll");
        _process = Process.Start(start)!;
        var ready = new TaskCompletionSource<bool>();
        _process.OutputDataReceived += (_, line) => Hear(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, null);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var isReady = await ready.Task.WaitAsync(s_patience);
        Assert.True(isReady, $"samples/start ended early:\n{Said()}");
    }

    public async Task DisposeAsync()
    {
        if (_process is null) return;
        // Ctrl-C's kinder sister: the script then stops its host and takes the data away.
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        _process.Dispose();
    }

    private void Hear(string? line, TaskCompletionSource<bool>? ready)
    {
        lock (_said) _said.Add(line ?? "");
        if (line is null) ready?.TrySetResult(false);
        else if (line.EndsWith("Ctrl-C stops.", StringComparison.Ordinal))
            ready?.TrySetResult(true);
    }

    private string Said()
    {
        lock (_said) return string.Join('\n', _said);
    }
}
