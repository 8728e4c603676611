using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// Finds calls of constants, which are answered once and for all: `$two/add: [1]` where `two` is
/// the constant 2. A call that answers with a fault stays a call, so that the fault comes where,
/// and only if, the program comes there.
/// </summary>
internal static class Folding
{
    /// <summary>
    /// Bytes of what is looked at, and of what comes out: Check is paid for by nobody's fuel, and
    /// a plan keeps its constants.
    /// </summary>
    private const long MostWeight = 256;

    /// <summary>What a call of a method answers; null where a run must tell.</summary>
    internal static FoldedCall? Of(TypedOp typed, OpRef reference, MethodCall call)
    {
        if (typed.Evaluate is null || !IsExact(call.Method)) return null;
        if (typed.ConstantOf((IdSubject)reference.Subject) is not { } receiver) return null;
        if (typed.ConstantOf(call.Argument) is not { } argument) return null;
        var weight = receiver.Weight + argument.Weight;
        if (weight > MostWeight || IsComplex(receiver) || IsComplex(argument)) return null;
        if (call.Method == ContainerIntrinsics.StringRender && MayLoop(receiver)) return null;
        var value = typed.Evaluate(call.Method, receiver, argument);
        return IsPlain(value) ? new(value, receiver.IsNumber ? null : weight) : null;
    }

    /// <summary>The entry or item that a GET of a constant finds: it takes no fuel.</summary>
    internal static FoldedCall? Item(TypedOp typed, OpRef reference)
    {
        if (typed.Evaluate is null) return null;
        if (reference is not GetRef { Subject: IdSubject { IsSelf: false } subject, Key: var node })
            return null;
        if (typed.ConstantOf(subject) is not { } from || typed.ConstantOf(node) is not { } key)
            return null;
        if (!SubjectPath.Of(typed, subject).Rest.IsEmpty || !IsKeyOf(from, key)) return null;
        var value = key.IsNone ? from : typed.Evaluate(null, from, key);
        return IsPlain(value) ? new(value, null) : null;
    }

    /// <summary>Which branch a condition chooses; null where a run must tell.</summary>
    internal static bool? Truth(TypedOp typed, Node condition) =>
        typed.Evaluate is not null && typed.ConstantOf(condition) is { } value
        && Casting.ToBool(value) is { IsFault: false } truth ? truth.AsBool : null;

    /// <summary>
    /// Machines differ in the last digit of a sine, and a plan is the same on each.
    /// </summary>
    private static bool IsExact(Intrinsic method) =>
        method.Result is not (ResultRule.Function or ResultRule.Power or ResultRule.Logarithm);

    /// <summary>Without a key, anything is got that doesn't answer a GET itself.</summary>
    private static bool IsKeyOf(State from, State key) => key.IsNone
        || (key.Class.Is(StateClass.Value)
            && (from.As<TupleState>() is not null || from.As<MapState>() is not null));

    private static bool IsComplex(State value) =>
        value.Class is NumberClass { Kind: NumberKind.Complex };

    /// <summary>A short template may ask for a loop within a loop within a loop.</summary>
    private static bool MayLoop(State template) => template.As<string>()!.Contains('#');

    private static bool IsPlain(State value) =>
        !value.IsFault && value.Weight <= MostWeight && !IsComplex(value)
        && (!value.Is(NumberClass.F64) || double.IsFinite(value.AsF64))
        && (!value.Is(NumberClass.F32) || float.IsFinite(value.AsF32))
        && (value.Class.Is(StateClass.Value) || value.As<TupleState>() is not null
            || value.As<MapState>() is not null);
}
