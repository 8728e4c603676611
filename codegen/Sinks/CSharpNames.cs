using System.Globalization;
using TinyChain.Codegen.Bundles;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Codegen.Sinks;

/// <summary>
/// The variable that each register becomes: after the statement whose value it is or the input that
/// it holds, and its number, so that no two have one name.
/// </summary>
internal static class CSharpNames
{
    internal static string[] Of(OpPlan plan)
    {
        string[] names = [.. plan.Registers.Select(r => r.ToString())];
        var results = new Dictionary<string, int>();
        foreach (var step in plan.Steps)
        {
            if (step is ArgStep arg) Set(names, arg.To, plan.Inputs[arg.Input].Text);
            else if (StatementOf(plan, step) is { } name) results[name] = step.Destination!.Index;
        }

        // The last that a statement writes is its value.
        foreach (var (name, index) in results) Set(names, plan.Registers[index], name);
        return names;
    }

    private static string? StatementOf(OpPlan plan, Step step) =>
        step.Destination is { IsFlag: false } && step.Place >= 0
            && plan.Places[step.Place] is [var name] ? name.Text : null;

    private static void Set(string[] names, Register register, string name) =>
        names[register.Index] = string.Create(
            CultureInfo.InvariantCulture,
            $"{BundleOp.Identifier(name)}_{register.Index}");
}
