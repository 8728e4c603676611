using System.Collections.Immutable;
using System.Text;
using TinyChain.Codegen;
using TinyChain.Codegen.Bundles;
using TinyChain.Host.Debug;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Parser.Syntax;

namespace TinyChain.Host.Commands;

/// <summary>
/// Prints an op as it is after one stage of its compilation: for `inspect` and for the debug pages.
/// </summary>
public static class Inspection
{
    internal const string Parsed = "parsed";

    private const string Syntax = "syntax";
    private const string Asm = "asm";

    /// <summary>The stages by name, in the order in which an op passes them.</summary>
    public static readonly ImmutableArray<string> Stages = [Syntax, .. StagePrinter.Stages, Asm];

    /// <summary>As Print, for every stage: `arguments` are names of classes, with commas.</summary>
    internal static async ValueTask<(string? Text, Fault? Fault)> Show(
        string stage, byte[] json, string? arguments, Library? library = null)
    {
        if (!Stages.Contains(stage)) return (null, UnknownStage(stage));
        if (Classes(arguments, out var unknown) is var classes && unknown is not null)
            return (null, unknown);
        var made = stage != Asm ? stage : AsmListing.IsChild ? StagePrinter.Emitted : "plan";
        if (Print(made, json, classes, out var problems, library) is not { } text)
            return (null, Explain(json, problems));
        return (made != "plan" || stage != Asm
            ? text : await AsmListing.Print(json, arguments), null);
    }

    /// <summary>
    /// The text of a stage that isn't `asm`, or null where `problems` tells what is wrong with the
    /// op. `arguments` are classes such as `float/64`, or null to show what the compiler would;
    /// `library` is where the op is installed. Of a library's definition each op is shown.
    /// </summary>
    public static string? Print(
        string stage, byte[] json, ImmutableArray<StateClass>? arguments,
        out DiagnosticBag problems, Library? library = null)
    {
        if (stage == Syntax)
        {
            var syntax = OpParser.ReadSyntax(json);
            problems = syntax.Diagnostics;
            return syntax.IsOk ? SyntaxPrinter.Print(syntax.Product) : null;
        }

        if (ReadLibrary(json) is { } all)
            return PrintLibrary(stage, all, arguments, problems = new DiagnosticBag());
        var parsed = OpParser.ParseOp(json);
        problems = parsed.Diagnostics;
        if (!parsed.IsOk) return null;
        var text = StagePrinter.Print(stage, parsed.Product, arguments, problems, library);
        return problems.IsEmpty ? text : null;
    }

    /// <summary>A library's definition; null where the JSON is none that could be served.</summary>
    private static BundleLibrary? ReadLibrary(byte[] json) =>
        OpParser.ParseValue(json) is { IsOk: true, Product: PostRef body }
            ? LibrarySource.Read(body, new()) : null;

    /// <summary>Each op of a library below its name; calls among them are direct.</summary>
    private static string? PrintLibrary(
        string stage, BundleLibrary library, ImmutableArray<StateClass>? arguments,
        DiagnosticBag problems)
    {
        var attributes = library.Content.As<MapState>()!;
        var own = new Library(library.Link, attributes);
        var ops = attributes.Keys.Zip(attributes.Values.Select(v => v.As<OpDef>()))
            .Where(a => a.Second is not null)
            .Select(a => $"{a.First}:\n"
                + StagePrinter.Print(stage, a.Second!, arguments, problems, own));
        var text = string.Join('\n', ops);
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

    private static ImmutableArray<StateClass>? Classes(string? arguments, out Fault? fault)
    {
        fault = null;
        if (string.IsNullOrEmpty(arguments)) return null;
        var names = arguments.Split(',', StringSplitOptions.TrimEntries);
        if (names.FirstOrDefault(name => ClassOf(name) is null) is not { } unknown)
            return [.. names.Select(name => ClassOf(name)!)];
        fault = Fault.BadRequest(
            $"'{unknown}' is no class; use one such as float/64, int/64, bool, string or any");
        return null;
    }

    private static Fault UnknownStage(string stage) => Fault.NotFound($"'{stage}' is no stage"
        + $"{Spelling.Suggest(stage, Stages)}; the stages are {string.Join(", ", Stages)}");

    /// <summary>
    /// Each mistake with its line of the source, and a caret below where it is: the first line is
    /// the message, the others are the stack.
    /// </summary>
    internal static Fault Explain(byte[] json, DiagnosticBag problems)
    {
        var source = Encoding.UTF8.GetString(json).Split('\n');
        var lines = problems.Items.SelectMany(p => Lines(source, json, p)).ToList();
        if (problems.Dropped > 0) lines.Add($"and {problems.Dropped} more");
        return new Fault(FaultKind.BadRequest, lines[0], [.. lines.Skip(1)]);
    }

    private static IEnumerable<string> Lines(string[] source, byte[] json, Diagnostic problem)
    {
        var place = SourcePlace.Find(json, problem.Span);
        yield return $"{place}: {problem}";
        yield return place.Line <= source.Length ? $"  {source[place.Line - 1].TrimEnd('\r')}" : "";
        yield return $"  {new string(' ', Math.Max(0, place.Column - 1))}^";
    }
}
