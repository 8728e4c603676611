using System.Collections.Immutable;
using System.Text;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;
using TinyChain.Parser;

namespace TinyChain.Host.Commands;

/// <summary>`tinychain inspect`: reads a file and shows one stage of it.</summary>
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
            return Print(stage, await Read(file), classes);
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

        foreach (var problem in problems.Items) Console.Error.Write(Show(json, problem));
        return BadOp;
    }

    /// <summary>A diagnostic with its line of the source, and a caret below where it is.</summary>
    private static string Show(byte[] json, Diagnostic problem)
    {
        var place = SourcePlace.Find(json, problem.Span);
        var lines = Encoding.UTF8.GetString(json).Split('\n');
        var line = place.Line <= lines.Length ? lines[place.Line - 1].TrimEnd('\r') : "";
        var caret = new string(' ', Math.Max(0, place.Column - 1)) + "^";
        return $"{place}: {problem}\n  {line}\n  {caret}\n";
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
