using System.Diagnostics;
using System.Text;

namespace TinyChain.Host.Debug;

/// <summary>
/// Machine code as the JIT lists it. The JIT reads what to list from the environment when a process
/// starts, so the listing is made by a child: `inspect --stage asm` again, which emits the op's
/// code and runs none of it. Started so by hand it does the same:
/// <code>
/// DOTNET_JitStdOutFile=FILE DOTNET_JitDisasm='(dynamicClass):*' tinychain inspect …
/// </code>
/// </summary>
internal static class AsmListing
{
    private const string File = "DOTNET_JitStdOutFile";
    private const string Methods = "DOTNET_JitDisasm";
    private const string Emitted = "(dynamicClass):*";

    /// <summary>Hides addresses, which differ from run to run.</summary>
    private const string Diffable = "DOTNET_JitDisasmDiffable";

    private const string Head = "; Assembly listing for method ";

    // The largest plan takes some 2 s.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>This process is such a child: emitting is all that there is to do.</summary>
    internal static bool IsChild => Environment.GetEnvironmentVariable(File) is not null;

    /// <summary>The listing of every variant, or a line that says why there is none.</summary>
    internal static async Task<string> Print(ReadOnlyMemory<byte> json, string? arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var child = Process.Start(Child(file, arguments))!;
            using var timeout = new CancellationTokenSource(s_patience);
            try
            {
                await child.StandardInput.BaseStream.WriteAsync(json, timeout.Token);
                child.StandardInput.Close();
                var emitted = await child.StandardOutput.ReadToEndAsync(timeout.Token);
                await child.WaitForExitAsync(timeout.Token);
                return Pick(await System.IO.File.ReadAllLinesAsync(file), emitted.Split('\n'));
            }
            finally
            {
                if (!child.HasExited) child.Kill();
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException
            or System.ComponentModel.Win32Exception)
        {
            return $"no listing: {e.Message}\nto make one, set {File}=FILE and "
                + $"{Methods}='{Emitted}' and run `tinychain inspect --stage asm`\n";
        }
        finally
        {
            System.IO.File.Delete(file);
        }
    }

    /// <summary>Of all that the JIT listed, the methods that were emitted for the op.</summary>
    private static string Pick(string[] lines, string[] emitted)
    {
        var text = new StringBuilder();
        var isWanted = false;
        foreach (var line in lines)
        {
            if (line.StartsWith(Head, StringComparison.Ordinal))
                isWanted = emitted.Any(name => name.Length > 0
                    && line.Contains($"(dynamicClass):{name}(", StringComparison.Ordinal));
            if (isWanted) text.Append(line).Append('\n');
        }

        return text.Length > 0 ? text.ToString() : "no listing: this runtime's JIT makes none\n";
    }

    private static ProcessStartInfo Child(string file, string? arguments)
    {
        var here = typeof(AsmListing).Assembly.Location;
        var program = here.Length == 0 ? Environment.ProcessPath!
            : Path.ChangeExtension(here, OperatingSystem.IsWindows() ? "exe" : null);
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { "inspect", "-", "--stage=asm" })
            start.ArgumentList.Add(argument);
        if (arguments is not null) start.ArgumentList.Add($"--args={arguments}");
        start.Environment[File] = file;
        start.Environment[Methods] = Emitted;
        start.Environment[Diffable] = "1";
        return start;
    }
}
