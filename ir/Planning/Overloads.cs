using System.Collections.Frozen;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using static TinyChain.Ir.Intrinsics.NumberIntrinsics;

namespace TinyChain.Ir.Planning;

/// <summary>Which intrinsics run on unboxed operands, and of which kind.</summary>
public static class Overloads
{
    /// <summary>The largest integer below which every integer is a float/64.</summary>
    private const long ExactInF64 = 1L << 53;

    private static readonly FrozenSet<Intrinsic> s_arithmetic =
        new[] { Add, Sub, Mul, Div, Mod }.ToFrozenSet();

    private static readonly FrozenSet<Intrinsic> s_comparisons =
        new[] { Lt, Le, Gt, Ge, Eq, Ne }.ToFrozenSet();

    private static readonly FrozenSet<Intrinsic> s_logic =
        new[] { And, Or, Xor, Eq, Ne }.ToFrozenSet();

    /// <summary>
    /// The kind of both operands; State where the method's general body is called.
    /// </summary>
    public static RegisterKind Of(MethodCall call, TypedOp typed)
    {
        var receiver = RegisterKinds.Of(call.ReceiverClass);
        if (call.Method == Not)
            return receiver == RegisterKind.Bool ? receiver : RegisterKind.State;
        var argument = RegisterKinds.Of(call.ArgumentClass(typed));
        if (receiver == RegisterKind.State || argument == RegisterKind.State)
            return RegisterKind.State;
        if (receiver == RegisterKind.Bool || argument == RegisterKind.Bool)
        {
            return receiver == argument && s_logic.Contains(call.Method)
                ? RegisterKind.Bool : RegisterKind.State;
        }

        if (s_arithmetic.Contains(call.Method))
            return receiver == argument ? receiver : RegisterKind.F64;
        return s_comparisons.Contains(call.Method)
            ? Comparison(receiver, argument, call.Argument) : RegisterKind.State;
    }

    /// <summary>
    /// An i64 and an f64 compare exactly (N1), so as floats only where the integer is a constant
    /// that a float holds.
    /// </summary>
    private static RegisterKind Comparison(
        RegisterKind receiver, RegisterKind argument, Node argumentNode)
    {
        if (receiver == argument) return receiver;
        return argumentNode is LiteralNode { Value: var constant } && constant.Is(NumberClass.I64)
            && constant.AsI64 is > -ExactInF64 and < ExactInF64
                ? RegisterKind.F64 : RegisterKind.State;
    }
}
