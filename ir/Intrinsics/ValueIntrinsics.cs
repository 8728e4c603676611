using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Intrinsics;

/// <summary>
/// The methods of every state and of every value (spec/language.md 5.1, 5.2, T4).
/// </summary>
public static class ValueIntrinsics
{
    public static readonly Intrinsic Class =
        new(StateClass.Any, "class", KeyRule.Ignored, ResultRule.Link);

    public static readonly Intrinsic Hash =
        new(StateClass.Any, "hash", KeyRule.Forbidden, ResultRule.Id);

    public static readonly Intrinsic IsNone =
        new(StateClass.Any, "is_none", KeyRule.Attribute, ResultRule.Bool);

    public static readonly Intrinsic Copy =
        new(StateClass.Any, "copy", KeyRule.Attribute, ResultRule.Same);

    public static readonly Intrinsic Eq = Comparison("eq");
    public static readonly Intrinsic Ne = Comparison("ne");
    public static readonly Intrinsic Gt = Comparison("gt");
    public static readonly Intrinsic Ge = Comparison("ge");
    public static readonly Intrinsic Lt = Comparison("lt");
    public static readonly Intrinsic Le = Comparison("le");

    public static readonly ImmutableArray<Intrinsic> All =
        [Class, Hash, IsNone, Copy, Eq, Ne, Gt, Ge, Lt, Le];

    private static Intrinsic Comparison(string name) =>
        new(StateClass.Value, name, KeyRule.Operand, ResultRule.Bool) { Parameters = ["r"] };
}
