using System.Diagnostics;
using System.Text.Json;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Benchmarks.Compiling;

/// <summary>This program again, in a process where nothing was compiled yet.</summary>
internal static class ColdProcess
{
    /// <summary>The hidden flag of `compile` that makes such a process.</summary>
    internal const string Flag = "--cold";

    internal const string OneByOne = "one-by-one";
    internal const string AllAtOnce = "all-at-once";

    /// <summary>
    /// The figures of a cold process: of the stages one by one, or of all at once. Two processes
    /// are needed for both.
    /// </summary>
    internal static async Task<double[]> Run(string kind, int seed)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] arguments = ["compile", Flag, kind, "--seed", $"{seed}"];
        string[] before = isHost ? [typeof(ColdProcess).Assembly.Location] : [];
        using var child = Process.Start(new ProcessStartInfo(program, [.. before, .. arguments])
        {
            RedirectStandardOutput = true,
        })!;
        var printed = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Check.That(child.ExitCode == 0, "a cold process ends well");
        return JsonSerializer.Deserialize<double[]>(printed)!;
    }

    /// <summary>What the child does: the figures as JSON.</summary>
    internal static async Task<string> Measure(string kind, int seed)
    {
        var (context, body) = (await World.Open(), new UnseenOps(seed).Next());
        double[] figures = kind == OneByOne
            ? Stages.OneByOne(context, body) : [await Stages.AllAtOnce(context, body)];
        return JsonSerializer.Serialize(figures);
    }
}
