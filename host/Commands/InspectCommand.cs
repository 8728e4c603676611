using System.Collections.Immutable;
using TinyChain.Codegen.Bundles;
using TinyChain.Ir.Values;

namespace TinyChain.Host.Commands;

/// <summary>
/// `tinychain inspect`: reads a file and shows one stage of it, or what a bundle holds.
/// </summary>
internal static class InspectCommand
{
    /// <summary>The op in the file has mistakes, and stderr says which.</summary>
    private const int BadOp = 1;

    internal static async Task<int> Run(string file, string stage, string? arguments)
    {
        if (!Inspection.Stages.Contains(stage))
            return CommandLine.Fail(
                $"'{stage}' is no stage; use one of {string.Join(", ", Inspection.Stages)}");
        if (Classes(arguments, out var unknown) is var classes && unknown is not null)
            return CommandLine.Fail(
                $"'{unknown}' is no class; use one such as float/64, int/64, bool, string or any");
        try
        {
            var bytes = await Read(file);
            return Bundle.IsOne(bytes) ? PrintBundle(file, bytes) : Print(stage, bytes, classes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CommandLine.Fail($"{file} can't be read: {e.Message}");
        }
    }

    private static int Print(string stage, byte[] json, ImmutableArray<StateClass>? classes)
    {
        if (Inspection.Print(stage, json, classes, out var problems) is { } text)
        {
            Console.Out.Write(text);
            return 0;
        }

        foreach (var problem in problems.Items)
            Console.Error.Write(ProblemText.Show(json, problem));
        return BadOp;
    }

    private static int PrintBundle(string file, byte[] bytes)
    {
        if (Bundle.Read(bytes, out var problem) is not { } bundle)
            return CommandLine.Fail($"{file} {problem}");
        if (bundle.Problem is { } damage) return CommandLine.Fail($"{file} {damage}");
        Console.Out.Write(bundle.Manifest.Print());
        return 0;
    }

    private static async Task<byte[]> Read(string file)
    {
        await using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        using var bytes = new MemoryStream();
        await input.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static ImmutableArray<StateClass>? Classes(string? arguments, out string? unknown)
    {
        unknown = null;
        if (arguments is null) return null;
        var names = arguments.Split(',', StringSplitOptions.TrimEntries);
        unknown = names.FirstOrDefault(name => Inspection.ClassOf(name) is null);
        return unknown is null ? [.. names.Select(name => Inspection.ClassOf(name)!)] : null;
    }
}
