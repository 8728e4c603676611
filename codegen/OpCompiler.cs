using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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
    /// <summary>
    /// Check and Plan; null where `diagnostics` got an error. Calls within the op's own library are
    /// direct, unless all that is called is too long for one plan.
    /// </summary>
    public static OpPlan? Plan(
        OpDef op, ImmutableArray<StateType>? signature, DiagnosticBag diagnostics,
        Library? library = null)
    {
        var problems = library is null ? diagnostics : new();
        var typed = OpChecker.Check(
            op, signature, problems, library, ConstantCalls.Evaluate);           // 3
        var plan = typed is null ? null : OpPlanner.Plan(typed, problems);       // 4
        return plan is not null || library is null
            ? plan : Plan(op, signature, diagnostics);
    }

    /// <summary>The IL of a plan, as the `il` stage shows it.</summary>
    public static string PrintIl(OpPlan plan) =>
        IlPrinter.Print(Title(plan), BodyEmitter.Emit(plan));

    /// <summary>A plan as a C# method, as the `csharp` stage shows it.</summary>
    public static string PrintCSharp(OpPlan plan) => CSharpBody.Write("Run", plan).ToString();

    /// <summary>
    /// Emit: a plan as a delegate, bound to its constants. `otherwise` runs the op for arguments of
    /// other classes than the plan's; a plan for any arguments needs none. `loops` are the steps at
    /// which code may take over a loop from an interpreter.
    /// </summary>
    public static OpConstants Emit(OpPlan plan, OpBody? otherwise, int[]? loops = null)
    {
        // One that comes in midway can't run again from the start for what it did itself.
        var il = BodyEmitter.Emit(plan, loops, isCareful: loops is not null);  // 5
        return Build(plan, otherwise, il);
    }

    private static OpConstants Build(OpPlan plan, OpBody? otherwise, IlBody il)
    {
        var constants = new OpConstants(plan.Op, plan.Inputs)
        {
            Literals = [.. il.Literals],
            Registers = plan.Registers.Length,
            Signature = plan.Signature,
            Places = plan.Places,
            SlotPlaces = plan.SlotPlaces,
            Otherwise = otherwise,
            Careful = () => Careful(plan, otherwise),
        };
        constants.Body = DynamicSink.Build(Title(plan), il, constants);
        return constants;
    }

    /// <summary>
    /// A body of the op that knows whom to blame for an overflow; see ExitEmitter.
    /// </summary>
    internal static OpBody EmitCareful(
        OpDef op, ImmutableArray<StateClass> signature, Library? library, OpBody otherwise)
    {
        var plan = Plan(op, [.. signature.Select(StateType.Of)], new(), library);
        Check.That(plan is not null, "an op that was compiled can be planned again");
        return Careful(plan!, otherwise);
    }

    private static OpBody Careful(OpPlan plan, OpBody? otherwise) =>
        Build(plan, otherwise, BodyEmitter.Emit(plan, isCareful: true)).Body!;

    /// <summary>Makes the code of a plan, to be looked at; returns the method's name.</summary>
    internal static string EmitNamed(OpPlan plan)
    {
        RuntimeHelpers.PrepareDelegate(Emit(plan, null).Body!);
        return Title(plan);
    }

    internal static string Title(OpPlan plan)
    {
        var classes = plan.Signature.Select(TypeText.Of).DefaultIfEmpty("nothing");
        return $"{OpPrinter.Head(plan.Op)} ← {string.Join(", ", classes)}";
    }
}
