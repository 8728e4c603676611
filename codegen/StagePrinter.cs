using System.Collections.Immutable;
using System.Text;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Printing;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen;

/// <summary>
/// An op as each stage sees it, for `inspect` and the debug endpoint: the op itself, then the ops
/// inside it. Where nothing is said of the arguments' classes an op that takes any is shown twice,
/// in general and as it is specialised for float/64.
/// </summary>
public static class StagePrinter
{
    /// <summary>
    /// The stages that print an op, in the order in which it passes them. `reach` is no product of
    /// one, but the links that the op may call, a line each.
    /// </summary>
    public static readonly ImmutableArray<string> Stages =
        ["parsed", "reach", "typed", "plan", "il", "csharp"];

    /// <summary>
    /// No product, but a use of the last one: each variant is made into code, and its name printed.
    /// </summary>
    public const string Emitted = "emitted";

    /// <summary>
    /// The text of a stage: of <see cref="Stages"/>, or <see cref="Emitted"/>. `arguments` are
    /// classes for the inputs of the outermost op, in order. Errors go to `diagnostics`. `library`
    /// is where the op is installed.
    /// </summary>
    public static string Print(
        string stage, OpDef op, ImmutableArray<StateClass>? arguments, DiagnosticBag diagnostics,
        Library? library = null)
    {
        if (stage == "parsed") return OpPrinter.Print(op);
        if (stage == "reach") return Reach.Of(ReachFinder.In(op)).ToString();
        var text = new StringBuilder();
        foreach (var (each, classes) in WithNested(op, arguments))
        {
            foreach (var signature in Signatures(each, classes, diagnostics))
            {
                if (text.Length > 0 && stage != Emitted) text.Append('\n');
                text.Append(PrintVariant(stage, (each, library), signature, diagnostics));
            }
        }

        return text.ToString();
    }

    private static IEnumerable<(OpDef Op, ImmutableArray<StateClass>? Arguments)> WithNested(
        OpDef op, ImmutableArray<StateClass>? arguments) =>
        NestedOps.In(op).SelectMany(inner => WithNested(inner, null)).Prepend((op, arguments));

    private static string PrintVariant(
        string stage, (OpDef Op, Library? Library) source, ImmutableArray<StateType>? signature,
        DiagnosticBag diagnostics)
    {
        var typed = OpChecker.Check(
            source.Op, signature, diagnostics, source.Library, ConstantCalls.Evaluate);
        if (typed is null) return "";
        if (stage == "typed") return OpPrinter.Print(typed);
        var plan = OpPlanner.Plan(typed, diagnostics);
        return plan is null ? ""
            : stage == "plan" ? PlanPrinter.Print(plan)
            : stage == Emitted ? OpCompiler.EmitNamed(plan) + "\n"
            : stage == "csharp" ? OpCompiler.PrintCSharp(plan)
            : OpCompiler.PrintIl(plan);
    }

    private static IEnumerable<ImmutableArray<StateType>?> Signatures(
        OpDef op, ImmutableArray<StateClass>? arguments, DiagnosticBag diagnostics)
    {
        if (OpChecker.Check(op, null, diagnostics) is not { } typed) return [];
        var count = typed.Scope.Inputs.Length;
        if (arguments is { } given)
        {
            var rest = Enumerable.Repeat(StateClass.Any, Math.Max(0, count - given.Length));
            return [[.. given.Take(count).Concat(rest).Select(StateType.Of)]];
        }

        return count == 0 ? [null]
            : [null, [.. Enumerable.Repeat(StateType.Of(NumberClass.F64), count)]];
    }
}
