using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// The body of each method of numbers. A body of one operand ignores its argument; one of two casts
/// it to a number, and refuses None where an operand is needed.
/// </summary>
public static class NumberBodies
{
    public static readonly ImmutableArray<(Intrinsic, Func<State, State, State>)> All =
    [
        (NumberIntrinsics.Add, NumberArithmetic.Add),
        (NumberIntrinsics.Sub, NumberArithmetic.Sub),
        (NumberIntrinsics.Mul, NumberArithmetic.Mul),
        (NumberIntrinsics.Div, NumberArithmetic.Div),
        (NumberIntrinsics.Mod, NumberArithmetic.Mod),
        (NumberIntrinsics.Pow, NumberPowers.Pow),
        (NumberIntrinsics.Log, NumberPowers.Log),
        (NumberIntrinsics.Ln, NumberPowers.Ln),
        (NumberIntrinsics.Exp, NumberPowers.Exp),
        (NumberIntrinsics.Gt, NumberComparison.Gt),
        (NumberIntrinsics.Ge, NumberComparison.Ge),
        (NumberIntrinsics.Lt, NumberComparison.Lt),
        (NumberIntrinsics.Le, NumberComparison.Le),
        (NumberIntrinsics.Eq, NumberComparison.Eq),
        (NumberIntrinsics.Ne, NumberComparison.Ne),
        (NumberIntrinsics.And, NumberLogic.And),
        (NumberIntrinsics.Or, NumberLogic.Or),
        (NumberIntrinsics.Xor, NumberLogic.Xor),
        (NumberIntrinsics.Not, NumberLogic.Not),
        (NumberIntrinsics.Abs, NumberParts.Abs),
        (NumberIntrinsics.Round, NumberParts.Round),
        (NumberIntrinsics.Real, NumberParts.Real),
        (NumberIntrinsics.Imag, NumberParts.Imag),
        (NumberIntrinsics.Sin, NumberTrigonometry.Sin),
        (NumberIntrinsics.Cos, NumberTrigonometry.Cos),
        (NumberIntrinsics.Tan, NumberTrigonometry.Tan),
        (NumberIntrinsics.Asin, NumberTrigonometry.Asin),
        (NumberIntrinsics.Acos, NumberTrigonometry.Acos),
        (NumberIntrinsics.Atan, NumberTrigonometry.Atan),
        (NumberIntrinsics.Sinh, NumberTrigonometry.Sinh),
        (NumberIntrinsics.Cosh, NumberTrigonometry.Cosh),
        (NumberIntrinsics.Tanh, NumberTrigonometry.Tanh),
        (NumberIntrinsics.Asinh, NumberTrigonometry.Asinh),
        (NumberIntrinsics.Acosh, NumberTrigonometry.Acosh),
        (NumberIntrinsics.Atanh, NumberTrigonometry.Atanh),
    ];
}
