using System.Collections.Frozen;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using static TinyChain.Ir.Intrinsics.NumberIntrinsics;

namespace TinyChain.Ir.Planning;

/// <summary>
/// Which intrinsics run on unboxed operands, and of which kinds. Such a call answers as the
/// method's general body does for the same numbers, boxed: a sink that has no code of its own for
/// it may call that.
/// </summary>
public static class Overloads
{
    /// <summary>The largest integer below which every integer is a float/64.</summary>
    private const long ExactInF64 = 1L << 53;

    private static readonly FrozenSet<Intrinsic> s_arithmetic =
        new[] { Add, Sub, Mul, Div, Mod }.ToFrozenSet();

    private static readonly FrozenSet<Intrinsic> s_orders =
        new[] { Lt, Le, Gt, Ge }.ToFrozenSet();

    private static readonly FrozenSet<Intrinsic> s_logic = new[] { And, Or, Xor }.ToFrozenSet();

    /// <summary>The functions that give a float for a float or an integer.</summary>
    private static readonly FrozenSet<Intrinsic> s_functions = new[]
    {
        Ln, Exp, Sin, Cos, Tan, Asin, Acos, Atan, Sinh, Cosh, Tanh, Asinh, Acosh, Atanh,
    }.ToFrozenSet();

    /// <summary>The kinds of both operands; of a method of one operand twice its kind.</summary>
    public static OperandKinds Of(MethodCall call, TypedOp typed)
    {
        var receiver = RegisterKinds.Of(call.ReceiverClass);
        if (receiver == RegisterKind.State) return OperandKinds.Whole;
        if (call.Method.Key != KeyRule.Operand)
            return OperandKinds.Both(Unary(call.Method, receiver));
        var argument = RegisterKinds.Of(call.ArgumentClass(typed));
        if (argument == RegisterKind.State) return OperandKinds.Whole;
        if (s_logic.Contains(call.Method)) return OperandKinds.Both(RegisterKind.Bool);
        if (s_arithmetic.Contains(call.Method))
        {
            return OperandKinds.Both(
                Arithmetic(call.Method, RegisterKinds.Common(receiver, argument)));
        }

        if (call.Method == Pow) return OperandKinds.Both(Power(receiver, argument));
        return s_orders.Contains(call.Method) || call.Method == Eq || call.Method == Ne
            ? Comparison(call, receiver, argument) : OperandKinds.Whole;
    }

    /// <summary>Whether two kinds compare without either being converted: exactly (N1).</summary>
    public static bool CompareExactly(Intrinsic method, RegisterKind left, RegisterKind right) =>
        (s_orders.Contains(method) || method == Eq || method == Ne)
        && (left, right) is (RegisterKind.I64, RegisterKind.F64)
            or (RegisterKind.F64, RegisterKind.I64);

    /// <summary>
    /// Whether a call on unboxed operands may be a fault: for a zero divisor, an integer that
    /// doesn't fit, or a result that isn't finite.
    /// </summary>
    public static bool MayFail(Intrinsic method, RegisterKind receiver) =>
        method == Div || method == Pow || s_functions.Contains(method)
        || (method == Mod && receiver != RegisterKind.Bool)
        || (receiver == RegisterKind.I64
            && (method == Add || method == Sub || method == Mul || method == Abs));

    private static RegisterKind Unary(Intrinsic method, RegisterKind receiver)
    {
        if (method == Not) return RegisterKind.Bool;
        if (s_functions.Contains(method))
        {
            return receiver is RegisterKind.I64 or RegisterKind.F64
                ? RegisterKind.F64 : RegisterKind.State;
        }

        var isFast = (method == Abs && receiver != RegisterKind.Bool)
            || (method == Round && receiver == RegisterKind.F64)
            || ((method == Real || method == Imag) && receiver == RegisterKind.C64);
        return isFast ? receiver : RegisterKind.State;
    }

    private static RegisterKind Arithmetic(Intrinsic method, RegisterKind common)
    {
        var hasNone = (common == RegisterKind.Bool && method == Div)
            || (common == RegisterKind.C64 && method == Mod);
        return hasNone ? RegisterKind.State : common;
    }

    /// <summary>
    /// A power with a float/64 in it is one; that of two integers depends on their values.
    /// </summary>
    private static RegisterKind Power(RegisterKind receiver, RegisterKind argument) =>
        (receiver, argument) is (RegisterKind.F64, not RegisterKind.C64)
            or (RegisterKind.I64, RegisterKind.F64) ? RegisterKind.F64 : RegisterKind.State;

    /// <summary>
    /// An i64 and an f64 compare exactly, so as floats only where the integer is a constant that a
    /// float holds. Complex numbers have no order.
    /// </summary>
    private static OperandKinds Comparison(
        MethodCall call, RegisterKind receiver, RegisterKind argument)
    {
        var common = RegisterKinds.Common(receiver, argument);
        if (common == RegisterKind.C64)
        {
            var isExact = !s_orders.Contains(call.Method) && receiver != RegisterKind.I64
                && (argument != RegisterKind.I64 || IsExactInF64(call.Argument));
            return isExact ? OperandKinds.Both(common) : OperandKinds.Whole;
        }

        if (common == RegisterKind.Bool && s_orders.Contains(call.Method))
            return OperandKinds.Both(RegisterKind.I64);
        return CompareExactly(call.Method, receiver, argument) && !IsExactInF64(call.Argument)
            ? new OperandKinds(receiver, argument) : OperandKinds.Both(common);
    }

    private static bool IsExactInF64(Node argument) =>
        argument is LiteralNode { Value: var constant } && constant.Is(NumberClass.I64)
        && constant.AsI64 is > -ExactInF64 and < ExactInF64;
}
