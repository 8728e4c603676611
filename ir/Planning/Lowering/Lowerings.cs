using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>Each kind of node to the file that lowers it.</summary>
internal static class Lowerings
{
    internal static void Write(Planner plan, Node node, Cell to)
    {
        switch (node)
        {
            case LiteralNode literal:
                Cells.Fill(plan.Out, to, literal.Value);
                break;
            case IdRef id:
                Cells.Move(plan.Out, to, id.IsSelf ? plan.Self() : plan.CellOf(id.Name));
                break;
            case TupleNode tuple:
                ContainerLowering.Write(plan, tuple, (Register)to);
                break;
            case MapNode map:
                ContainerLowering.Write(plan, map, to);
                break;
            case OpRef when plan.Typed.FoldOf(node) is { } folded:
                if (folded.Weight is { } weight) plan.Out.Emit(new WeighStep(weight, []));
                Cells.Fill(plan.Out, to, folded.Value);
                break;
            case OpRef reference:
                OpRefLowering.Write(plan, reference, to);
                break;
            case IfRef choice:
                IfLowering.Write(plan, choice, to);
                break;
            case CondRef choice:
                CondLowering.Write(plan, choice, to);
                break;
            case BranchOp branch:
                CondLowering.Write(plan, branch, to);
                break;
            case ForEachRef loop:
                ForEachLowering.Write(plan, loop, (Register)to);
                break;
            case CaseRef choice:
                CaseLowering.Write(plan, choice, to);
                break;
            case AfterRef after:
                AfterLowering.Write(plan, after, to);
                break;
            case WhileRef loop:
                WhileLowering.Write(plan, loop, to);
                break;
            case WithRef with:
                ClosureLowering.Write(plan, with, to);
                break;
            case ClosureNode closure:
                ClosureLowering.Write(plan, closure, to);
                break;
            case ClassNode definition:
                ObjectLowering.Write(plan, definition, (Register)to);
                break;
            case InstanceNode instance:
                ObjectLowering.Write(plan, instance, (Register)to);
                break;
            default:
                Check.That(false, $"{node.GetType().Name} has no lowering");
                break;
        }
    }
}
