using System.Runtime.InteropServices;
using System.Text.Json;

namespace TinyChain.Benchmarks;

/// <summary>Results as a file that a script can compare with another.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
    };

    /// <summary>Does nothing where no file was asked for.</summary>
    internal static void Write<T>(FileInfo? file, T results)
    {
        if (file is null) return;
        var report = new Report<T>(
            RuntimeInformation.FrameworkDescription, Environment.ProcessorCount, results);
        File.WriteAllText(file.FullName, JsonSerializer.Serialize(report, s_options) + "\n");
    }

    /// <summary>Times are in nanoseconds.</summary>
    private sealed record Report<T>(string Runtime, int Processors, T Results);
}
