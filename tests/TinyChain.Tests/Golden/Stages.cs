using TinyChain.Host.Commands;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Printing;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Tests.Parser;

namespace TinyChain.Tests.Golden;

/// <summary>
/// The printers of the compiler's products, by the name that a case's section has.
/// </summary>
internal static class Stages
{
    /// <summary>
    /// What the stage makes of an op, as text. `args` is what stands after the stage's name in the
    /// section's head: classes of the op's arguments for typed, plan and il; the arguments for run.
    /// </summary>
    public static async Task<string> Print(string stage, byte[] json, string? args)
    {
        if (stage == "run" && OpParser.ParseOp(json) is { IsOk: true, Product: var op })
            return await Runs.Print(op, args);
        var classes = stage == "run" ? null : args?.Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var text = Inspection.Print(
            stage is "error" or "run" ? "plan" : stage, json,
            classes is { Length: > 0 } ? [.. classes.Select(c => Inspection.ClassOf(c)!)] : null,
            out var problems);
        return text ?? string.Concat(problems.Items.Select(p => Line(json, p)));
    }

    /// <summary>
    /// A state as the JSON that a client gets, with the class of a number where JSON loses it; or a
    /// fault with its stack.
    /// </summary>
    public static string Print(State state)
    {
        var (json, fault) = Json.Write(state);
        if ((state.As<Fault>() ?? fault) is { } failure)
            return string.Join("\n  ", failure.Stack.Prepend($"{failure.Kind}: {failure.Message}"));
        var isPlain = !state.IsNumber || state.Is(NumberClass.Bool) || state.Is(NumberClass.I64)
            || state.Is(NumberClass.F64) || json[0] == '{';
        return isPlain ? json : $"{json} :{ClassText.Of(state.Class)}";
    }

    private static string Line(byte[] json, Diagnostic problem) =>
        $"{SourcePlace.Find(json, problem.Span)}: {problem}\n";
}
