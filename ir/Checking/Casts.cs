using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>Finds the casts to classes of numbers: `/state/scalar/value/number/…: [x]`.</summary>
public static class Casts
{
    /// <summary>The class that a reference casts to, or null where it casts to none.</summary>
    public static NumberClass? Target(OpRef reference) =>
        reference is GetRef { Subject: LinkSubject { Link: { Host: null } link } }
            ? StateClass.Find(link.ToString()) as NumberClass : null;

    /// <summary>The same, where what is cast is known to be a number.</summary>
    public static NumberClass? OfNumber(TypedOp typed, OpRef reference) =>
        Target(reference) is { } target && typed.ClassOf(((GetRef)reference).Key) is NumberClass
            ? target : null;

    /// <summary>The class of what a cast of a state of some class gives.</summary>
    public static NumberClass Result(NumberClass target, StateClass key) =>
        target.IsLeaf ? target
        : !target.IsRoot ? NumberConversion.Narrow(target.Kind)
        : key as NumberClass ?? target;
}
