using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Intrinsics;

/// <summary>The methods of numbers (spec/language.md 5.3).</summary>
public static class NumberIntrinsics
{
    public static readonly Intrinsic Add = Binary("add", ResultRule.Promoted);
    public static readonly Intrinsic Sub = Binary("sub", ResultRule.Promoted);
    public static readonly Intrinsic Mul = Binary("mul", ResultRule.Promoted);
    public static readonly Intrinsic Div = Binary("div", ResultRule.Promoted);
    public static readonly Intrinsic Mod = Binary("mod", ResultRule.Promoted);
    public static readonly Intrinsic Pow = Binary("pow", ResultRule.Power);
    public static readonly Intrinsic Log = Binary("log", ResultRule.Logarithm);
    public static readonly Intrinsic Gt = Binary("gt", ResultRule.Bool);
    public static readonly Intrinsic Ge = Binary("ge", ResultRule.Bool);
    public static readonly Intrinsic Lt = Binary("lt", ResultRule.Bool);
    public static readonly Intrinsic Le = Binary("le", ResultRule.Bool);
    public static readonly Intrinsic And = Binary("and", ResultRule.Bool);
    public static readonly Intrinsic Or = Binary("or", ResultRule.Bool);
    public static readonly Intrinsic Xor = Binary("xor", ResultRule.Bool);
    public static readonly Intrinsic Eq = Binary("eq", ResultRule.Bool);
    public static readonly Intrinsic Ne = Binary("ne", ResultRule.Bool);
    public static readonly Intrinsic Not = Unary("not", ResultRule.Bool);
    public static readonly Intrinsic Abs = Unary("abs", ResultRule.Part);
    public static readonly Intrinsic Round = Unary("round", ResultRule.Same);
    public static readonly Intrinsic Ln = Unary("ln", ResultRule.Function);
    public static readonly Intrinsic Exp = Unary("exp", ResultRule.Function);
    public static readonly Intrinsic Sin = Unary("sin", ResultRule.Function);
    public static readonly Intrinsic Cos = Unary("cos", ResultRule.Function);
    public static readonly Intrinsic Tan = Unary("tan", ResultRule.Function);
    public static readonly Intrinsic Asin = Unary("asin", ResultRule.Function);
    public static readonly Intrinsic Acos = Unary("acos", ResultRule.Function);
    public static readonly Intrinsic Atan = Unary("atan", ResultRule.Function);
    public static readonly Intrinsic Sinh = Unary("sinh", ResultRule.Function);
    public static readonly Intrinsic Cosh = Unary("cosh", ResultRule.Function);
    public static readonly Intrinsic Tanh = Unary("tanh", ResultRule.Function);
    public static readonly Intrinsic Asinh = Unary("asinh", ResultRule.Function);
    public static readonly Intrinsic Acosh = Unary("acosh", ResultRule.Function);
    public static readonly Intrinsic Atanh = Unary("atanh", ResultRule.Function);
    public static readonly Intrinsic Real = Unary("real", ResultRule.Part);
    public static readonly Intrinsic Imag = Unary("imag", ResultRule.Part);

    public static readonly ImmutableArray<Intrinsic> All =
    [
        Add, Sub, Mul, Div, Mod, Pow, Log, Gt, Ge, Lt, Le, And, Or, Xor, Eq, Ne, Not, Abs, Round,
        Ln, Exp, Sin, Cos, Tan, Asin, Acos, Atan, Sinh, Cosh, Tanh, Asinh, Acosh, Atanh, Real, Imag,
    ];

    private static Intrinsic Binary(string name, ResultRule result) =>
        new(NumberClass.Number, name, KeyRule.Operand, result) { Parameters = ["r"] };

    private static Intrinsic Unary(string name, ResultRule result) =>
        new(NumberClass.Number, name, KeyRule.Forbidden, result);
}
