using TinyChain.Host.Commands;
using TinyChain.Ir.Diagnostics;
using TinyChain.Parser;

namespace TinyChain.Tests.Golden;

/// <summary>
/// The printers of the compiler's products, by the name that a case's section has.
/// </summary>
internal static class Stages
{
    /// <summary>
    /// What the stage makes of an op, as text. `args` is what stands after the stage's name in the
    /// section's head: classes of the op's arguments for typed, plan and il.
    /// </summary>
    public static string Print(string stage, byte[] json, string? args)
    {
        var classes = args?.Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var text = Inspection.Print(
            stage == "error" ? "plan" : stage, json,
            classes is { Length: > 0 } ? [.. classes.Select(c => Inspection.ClassOf(c)!)] : null,
            out var problems);
        return text ?? string.Concat(problems.Items.Select(p => Line(json, p)));
    }

    private static string Line(byte[] json, Diagnostic problem) =>
        $"{SourcePlace.Find(json, problem.Span)}: {problem}\n";
}
