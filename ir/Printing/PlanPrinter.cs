using System.Globalization;
using System.Text;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Ir.Printing;

/// <summary>Plans as numbered steps.</summary>
public static class PlanPrinter
{
    /// <summary>The product of Plan.</summary>
    public static string Print(OpPlan plan)
    {
        var text = new StringBuilder();
        text.Append("plan ");
        Print(plan, text);
        for (var i = 0; i < plan.Functions.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"function {i} ");
            Print(plan.Functions[i], text);
        }

        return text.ToString();
    }

    private static void Print(OpPlan plan, StringBuilder text)
    {
        var inputs = plan.Inputs.Select((name, i) => $"{name}:{TypeText.Of(plan.Signature[i])}"
            + (plan.ResultKind is null ? "" : $" {plan.Parameters[i]}"));
        text.Append(OpPrinter.Head(plan.Op)).Append(" ← ")
            .AppendJoin(", ", inputs.DefaultIfEmpty("nothing")).Append('\n');
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i,5}  {Line(plan, plan.Steps[i])}");
            if (NameOf(plan, plan.Steps[i]) is { } name) text.Append("    # ").Append(name);
            text.Append('\n');
        }
    }

    /// <summary>One step.</summary>
    public static string Line(OpPlan plan, Step step) => step switch
    {
        ArgStep s when s.To.Kind != RegisterKind.State =>
            $"{s.To} = guard {Kind(s.To)} arg {plan.Inputs[s.Input]}",
        ArgStep s => $"{s.To} = arg {plan.Inputs[s.Input]}",
        GuardStep s => $"guard {TypeText.Of(plan.Signature[s.Input])} arg {plan.Inputs[s.Input]}",
        EntriesStep s => $"{s.To} = guard entries {plan.Inputs[s.Input]}",
        EntryStep s when s.To.Kind != RegisterKind.State =>
            $"{s.To} = guard {Kind(s.To)} entry {s.Entries}.{s.Index}",
        EntryStep s => $"{s.To} = entry {s.Entries}.{s.Index}",
        LiteralStep s => $"{s.To} = {Kind(s.To)} {StateText.Of(s.Value)}",
        MoveStep s when s.To.Kind == s.From.Kind => $"{s.To} = {s.From}",
        MoveStep s => $"{s.To} = {Kind(s.From)}→{Kind(s.To)} {s.From}",
        CallStep s => $"{s.To} = {Method(s)} {string.Join(' ', s.Sources)}",
        InvokeStep s => $"{s.To} = invoke {s.Function} {string.Join(' ', s.Sources)}".TrimEnd(),
        TupleStep s => $"{s.To} = tuple {string.Join(' ', s.Items)}",
        MapStep s =>
            $"{s.To} = map {string.Join(' ', s.Keys.Select((k, i) => $"{k}={s.Values[i]}"))}",
        BeginStep s => $"begin #{s.Slot} {Name(s.Kind)} {s.Subject}{s.Path} "
            + $"{s.Operands.Key} {s.Operands.Value}".TrimEnd(),
        ItemsStep s => $"{s.To} = items {s.From}",
        NextItemStep s => $"{s.To} = next {s.Items} {s.Index} else {s.End}",
        NewItemsStep s => $"{s.To} = room for {s.Like}",
        AppendStep s => $"append {s.Items} {s.Index} {s.From}",
        PackStep s => $"{s.To} = pack {s.Items} {s.Count}",
        WaitStep s => $"{s.To} = wait #{s.Slot}",
        BranchStep s => $"branch {s.Condition} else {s.Otherwise}",
        JumpStep s => $"jump {s.Target}",
        SwitchStep s => $"switch {s.Selector} {string.Join(' ', s.Cases)}",
        ChargeStep s => s.IsLoop ? $"charge {s.Units} or end" : $"charge {s.Units}",
        WeighStep s => $"weigh {s.Weight} {string.Join(' ', s.Weighed)}".TrimEnd(),
        FillStep s => $"{s.To} = fill {Template(s)} {string.Join(' ', s.Values)}",
        FailStep s => $"fail {StateText.Of(Values.State.Of(s.Fault))}",
        ReturnStep s => $"return {s.From}",
        _ => step.ToString(),
    };

    private static string Template(FillStep fill) =>
        StateText.Of(fill.Parts.As<Values.TupleState>()!.Items[0]);

    private static string Method(CallStep call) => call.Operands == RegisterKind.State
        ? call.Method.ToString() : $"{Kinds(call)}.{call.Method.Name}";

    private static string Kinds(CallStep call) =>
        call.Argument is { } argument && argument.Kind != call.Operands
            ? $"{Name(call.Operands)}-{Name(argument.Kind)}" : Name(call.Operands);

    private static string Kind(Register register) => Name(register.Kind);

    private static string Name(Enum value) => value.ToString().ToLowerInvariant();

    private static string? NameOf(OpPlan plan, Step step) =>
        step.Place < 0 ? null : string.Join(" in ", plan.Places[step.Place]);
}
