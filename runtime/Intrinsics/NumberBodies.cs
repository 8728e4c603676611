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
    public static readonly ImmutableArray<KeyValuePair<Intrinsic, Func<State, State, State>>> All =
    [
        new(NumberIntrinsics.Add, NumberArithmetic.Add),
        new(NumberIntrinsics.Sub, NumberArithmetic.Sub),
        new(NumberIntrinsics.Mul, NumberArithmetic.Mul),
        new(NumberIntrinsics.Div, NumberArithmetic.Div),
        new(NumberIntrinsics.Mod, NumberArithmetic.Mod),
        new(NumberIntrinsics.Pow, NumberPowers.Pow),
        new(NumberIntrinsics.Log, NumberPowers.Log),
        new(NumberIntrinsics.Ln, NumberPowers.Ln),
        new(NumberIntrinsics.Exp, NumberPowers.Exp),
        new(NumberIntrinsics.Gt, NumberComparison.Gt),
        new(NumberIntrinsics.Ge, NumberComparison.Ge),
        new(NumberIntrinsics.Lt, NumberComparison.Lt),
        new(NumberIntrinsics.Le, NumberComparison.Le),
        new(NumberIntrinsics.Eq, NumberComparison.Eq),
        new(NumberIntrinsics.Ne, NumberComparison.Ne),
        new(NumberIntrinsics.And, NumberLogic.And),
        new(NumberIntrinsics.Or, NumberLogic.Or),
        new(NumberIntrinsics.Xor, NumberLogic.Xor),
        new(NumberIntrinsics.Not, NumberLogic.Not),
        new(NumberIntrinsics.Abs, NumberParts.Abs),
        new(NumberIntrinsics.Round, NumberParts.Round),
        new(NumberIntrinsics.Real, NumberParts.Real),
        new(NumberIntrinsics.Imag, NumberParts.Imag),
        new(NumberIntrinsics.Sin, NumberTrigonometry.Sin),
        new(NumberIntrinsics.Cos, NumberTrigonometry.Cos),
        new(NumberIntrinsics.Tan, NumberTrigonometry.Tan),
        new(NumberIntrinsics.Asin, NumberTrigonometry.Asin),
        new(NumberIntrinsics.Acos, NumberTrigonometry.Acos),
        new(NumberIntrinsics.Atan, NumberTrigonometry.Atan),
        new(NumberIntrinsics.Sinh, NumberTrigonometry.Sinh),
        new(NumberIntrinsics.Cosh, NumberTrigonometry.Cosh),
        new(NumberIntrinsics.Tanh, NumberTrigonometry.Tanh),
        new(NumberIntrinsics.Asinh, NumberTrigonometry.Asinh),
        new(NumberIntrinsics.Acosh, NumberTrigonometry.Acosh),
        new(NumberIntrinsics.Atanh, NumberTrigonometry.Atanh),
    ];
}
