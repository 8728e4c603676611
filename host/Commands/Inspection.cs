using System.Collections.Immutable;
using TinyChain.Parser;
using TinyChain.Parser.Syntax;

namespace TinyChain.Host.Commands;

/// <summary>Prints an op as it is after one stage of its compilation.</summary>
public static class Inspection
{
    internal const string Parsed = "parsed";

    private const string Syntax = "syntax";

    /// <summary>The stages by name, in the order in which an op passes them.</summary>
    public static readonly ImmutableArray<string> Stages =
        [Syntax, Parsed, "typed", "plan", "il"];

    /// <summary>Prints to stdout; returns 0, or 1 where the op itself is wrong.</summary>
    public static int Print(string stage, byte[] json)
    {
        if (stage == Syntax) return PrintSyntax(json);
        var result = OpParser.ParseOp(json);
        if (!result.IsOk) return Problems(result, json);
        Console.Error.WriteLine($"tinychain: this version can't print the stage '{stage}'");
        return CommandLine.UsageError;
    }

    private static int PrintSyntax(byte[] json)
    {
        var result = OpParser.ReadSyntax(json);
        if (!result.IsOk) return Problems(result, json);
        Console.WriteLine(SyntaxPrinter.Print(result.Product));
        return 0;
    }

    private static int Problems<T>(ParseResult<T> result, byte[] json)
        where T : class
    {
        foreach (var diagnostic in result.Diagnostics.Items)
            Console.Error.WriteLine($"{diagnostic} at {SourcePlace.Find(json, diagnostic.Span)}");
        return 1;
    }
}
