using System.Collections.Immutable;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Bundles;

/// <summary>One method of an image: an op's plan for certain classes of arguments.</summary>
internal sealed record BundleBody(string Method, OpPlan Plan)
{
    /// <summary>The variant for arguments of any class.</summary>
    internal const string General = "Any";

    /// <summary>
    /// The general body, and one for each class of numbers as which all arguments may come. None
    /// for an op that can't run: a library may hold such a one as data.
    /// </summary>
    internal static ImmutableArray<BundleBody> Of(OpDef op, Library? library)
    {
        if (OpCompiler.Plan(op, null, new(), library) is not { } general) return [];
        var bodies = ImmutableArray.Create(new BundleBody(General, general));
        if (general.Inputs.IsEmpty) return bodies;
        (string, StateClass)[] classes = [("F64", NumberClass.F64), ("I64", NumberClass.I64)];
        foreach (var (name, type) in classes)
        {
            ImmutableArray<StateType> signature =
                [.. Enumerable.Repeat(StateType.Of(type), general.Inputs.Length)];
            if (OpCompiler.Plan(op, signature, new DiagnosticBag(), library) is { } plan)
                bodies = bodies.Add(new BundleBody(name, plan));
        }

        return bodies;
    }
}
