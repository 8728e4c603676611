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

    /// <summary>A plan as a C# method, as the `csharp` stage shows it.</summary>
    public static string PrintCSharp(OpPlan plan) => CSharpBody.Write("Run", plan).ToString();

    /// <summary>
    /// Emit: a plan as a delegate. `otherwise` runs the op for arguments of other classes than the
    /// plan's; a plan for any arguments needs none.
    /// </summary>
    public static OpBody Emit(OpPlan plan, OpBody? otherwise)
    {
        var il = BodyEmitter.Emit(plan);                                   // 5
        var constants = new OpConstants(plan.Op, plan.Inputs)
        {
            Literals = [.. il.Literals],
            Registers = plan.Registers.Length,
            Places = plan.Places,
            SlotPlaces = plan.SlotPlaces,
            Otherwise = otherwise,
        };
        return constants.Body = DynamicSink.Build(Title(plan), il, constants);
    }

    internal static string Title(OpPlan plan) =>
        $"{OpPrinter.Head(plan.Op)} ← {string.Join(", ", plan.Signature.Select(ClassText.Of))}";
}
