using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Ir.Planning;

/// <summary>
/// Checks what every plan promises to a sink, so that a planner's bug is a clear failure here and
/// not wrong code there: targets exist, control can't run off the end, kinds agree.
/// </summary>
internal static class PlanVerifier
{
    internal static void Verify(OpPlan plan)
    {
        Verify(plan, plan.Functions);
        foreach (var function in plan.Functions) Verify(function, plan.Functions);
    }

    private static void Verify(OpPlan plan, ImmutableArray<OpPlan> functions)
    {
        Check.That(plan.Steps.Length > 0, "a plan has steps");
        Check.That(!plan.Steps[^1].FallsThrough, "a plan ends in a step that ends the op");
        foreach (var step in plan.Steps)
        {
            // Asked before the message is made: steps are many, and their text is long.
            if (!HasTargets(plan, step))
                Check.That(false, $"the targets of {step} exist");
            if (!HasKinds(step) || (step is InvokeStep call && !Fits(call, functions)))
                Check.That(false, $"the operands of {step} have its kinds");
        }
    }

    private static bool HasTargets(OpPlan plan, Step step)
    {
        foreach (var target in step.Targets)
        {
            if (target.Position < 0 || target.Position >= plan.Steps.Length) return false;
        }

        return true;
    }

    private static bool HasKinds(Step step) => step switch
    {
        MoveStep move => CanMove(move.From.Kind, move.To.Kind),
        CallStep call => HasKinds(call)
            && (call.Operands != RegisterKind.State || call.To.Kind == RegisterKind.State),
        TupleStep or MapStep or BeginStep or WeighStep or FillStep =>
            step.Sources.All(s => s.Kind == RegisterKind.State),
        EntriesStep entries => entries.To.Kind == RegisterKind.Items,
        EntryStep entry => entry.Entries.Kind == RegisterKind.Items,
        ItemsStep items => (items.To.Kind, items.From.Kind)
            is (RegisterKind.Items, RegisterKind.State),
        NextItemStep next => (next.Items.Kind, next.Index.Kind)
            is (RegisterKind.Items, RegisterKind.I64),
        NewItemsStep made => (made.To.Kind, made.Like.Kind)
            is (RegisterKind.Items, RegisterKind.Items),
        AppendStep append => (append.Items.Kind, append.Index.Kind, append.From.Kind)
            is (RegisterKind.Items, RegisterKind.I64, RegisterKind.State),
        PackStep pack => (pack.To.Kind, pack.Items.Kind, pack.Count.Kind)
            is (RegisterKind.State, RegisterKind.Items, RegisterKind.I64),
        WaitStep wait => wait.To.Kind == RegisterKind.State,
        BranchStep branch => branch.Condition.Kind == RegisterKind.Bool,
        SwitchStep choice => choice.Selector.Kind == RegisterKind.I64 && !choice.Cases.IsEmpty,
        _ => true,
    };

    private static bool Fits(InvokeStep call, ImmutableArray<OpPlan> functions) =>
        functions[call.Function].ResultKind == call.To.Kind
        && functions[call.Function].Parameters.Select(p => p.Kind)
            .SequenceEqual(call.Arguments.Select(a => a.Kind));

    private static bool HasKinds(CallStep call) =>
        call.Receiver.Kind == call.Operands
        && (call.Argument is null || call.Argument.Kind == call.Operands
            || Overloads.CompareExactly(call.Method, call.Operands, call.Argument.Kind));

    private static bool CanMove(RegisterKind from, RegisterKind to) =>
        from == to || from == RegisterKind.State || to == RegisterKind.State
        || RegisterKinds.Promotes(from, to);
}
