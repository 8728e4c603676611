using System.Collections.Immutable;
using TinyChain.Codegen.Emit;
using TinyChain.Codegen.Sinks;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Printing;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen;

/// <summary>The stages from an op's definition to what runs, in a row.</summary>
public static class OpCompiler
{
    /// <summary>Check and Plan; null where `diagnostics` got an error.</summary>
    public static OpPlan? Plan(
        OpDef op, ImmutableArray<StateClass>? signature, DiagnosticBag diagnostics)
    {
        var typed = OpChecker.Check(op, signature, diagnostics);           // 3
        return typed is null ? null : OpPlanner.Plan(typed, diagnostics);  // 4
    }

    /// <summary>The IL of a plan, as the `il` stage shows it.</summary>
    public static string PrintIl(OpPlan plan) =>
        IlPrinter.Print(Title(plan), BodyEmitter.Emit(plan));

    /// <summary>
    /// Emit: a plan as a delegate, bound to its constants. `otherwise` runs the op for arguments of
    /// other classes than the plan's; a plan for any arguments needs none. `loops` are the steps at
    /// which code may take over a loop from an interpreter.
    /// </summary>
    public static OpConstants Emit(OpPlan plan, OpBody? otherwise, int[]? loops = null)
    {
        var il = BodyEmitter.Emit(plan, loops);                            // 5
        return Build(plan, otherwise, il);
    }

    private static OpConstants Build(OpPlan plan, OpBody? otherwise, IlBody il)
    {
        var constants = new OpConstants(plan.Op, plan.Inputs)
        {
            Literals = [.. il.Literals],
            Registers = plan.Registers.Length,
            Places = plan.Places,
            SlotPlaces = plan.SlotPlaces,
            Otherwise = otherwise,
            Careful = () => Build(
                plan, otherwise, BodyEmitter.Emit(plan, isCareful: true)).Body!,
        };
        constants.Body = DynamicSink.Build(Title(plan), il, constants);
        return constants;
    }

    private static string Title(OpPlan plan) =>
        $"{OpPrinter.Head(plan.Op)} ← {string.Join(", ", plan.Signature.Select(ClassText.Of))}";
}
