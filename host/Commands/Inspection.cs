using System.Collections.Immutable;
using TinyChain.Codegen;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Parser.Syntax;

namespace TinyChain.Host.Commands;

/// <summary>Prints an op as it is after one stage of its compilation.</summary>
public static class Inspection
{
    internal const string Parsed = "parsed";

    private const string Syntax = "syntax";

    /// <summary>The stages by name, in the order in which an op passes them.</summary>
    public static readonly ImmutableArray<string> Stages = [Syntax, .. StagePrinter.Stages];

    /// <summary>
    /// The text of a stage, or null where `problems` tells what is wrong with the op. `arguments`
    /// are classes such as `float/64`, or null to show what the compiler would.
    /// </summary>
    public static string? Print(
        string stage, byte[] json, ImmutableArray<StateClass>? arguments,
        out DiagnosticBag problems)
    {
        if (stage == Syntax)
        {
            var syntax = OpParser.ReadSyntax(json);
            problems = syntax.Diagnostics;
            return syntax.IsOk ? SyntaxPrinter.Print(syntax.Product) : null;
        }

        var parsed = OpParser.ParseOp(json);
        problems = parsed.Diagnostics;
        if (!parsed.IsOk) return null;
        var text = StagePrinter.Print(stage, parsed.Product, arguments, problems);
        return problems.IsEmpty ? text : null;
    }

    /// <summary>
    /// The class that a user means by `float/64`, `bool`, `string` or a URI; or null.
    /// </summary>
    public static StateClass? ClassOf(string text) =>
        text == "any" ? StateClass.Any
        : StateClass.Find(text)
        ?? StateClass.Find($"{NumberClass.Number.Path}/{text}")
        ?? StateClass.Find($"{StateClass.Value.Path}/{text}")
        ?? StateClass.Find($"{StateClass.Any.Path}/{text}");
}
