using System.Collections.Immutable;
using TinyChain.Parser;

namespace TinyChain.Host.Commands;

/// <summary>Prints an op as it is after one stage of its compilation.</summary>
public static class Inspection
{
    internal const string Parsed = "parsed";

    /// <summary>The stages by name, in the order in which an op passes them.</summary>
    public static readonly ImmutableArray<string> Stages =
        ["syntax", Parsed, "typed", "plan", "il"];

    /// <summary>Prints to stdout; returns 0, or 1 where the op itself is wrong.</summary>
    public static int Print(string stage, byte[] json)
    {
        var result = OpParser.ParseOp(json);
        foreach (var diagnostic in result.Diagnostics.Items) Console.Error.WriteLine(diagnostic);
        if (!result.IsOk) return 1;
        Console.Error.WriteLine($"tinychain: this version can't print the stage '{stage}'");
        return CommandLine.UsageError;
    }
}
