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

    /// <summary>Emit: a plan as a delegate and the shape of the frame that it runs in.</summary>
    internal static (OpBody Run, OpShape Shape) Emit(OpPlan plan)
    {
        var il = BodyEmitter.Emit(plan);                                   // 5
        return (
            DynamicSink.Build(Title(plan), il),
            new OpShape([.. il.Literals], plan.Registers.Length, plan.SlotStatements));
    }

    private static string Title(OpPlan plan) =>
        $"{OpPrinter.Head(plan.Op)} ← {string.Join(", ", plan.Signature.Select(ClassText.Of))}";
}
