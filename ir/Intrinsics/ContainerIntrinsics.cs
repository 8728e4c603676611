using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Intrinsics;

/// <summary>
/// The methods of tuples, maps, ranges and strings (spec/language.md 5.4 to 5.7).
/// </summary>
public static class ContainerIntrinsics
{
    public static readonly Intrinsic TupleLen = Length(StateClass.Tuple);

    public static readonly Intrinsic TupleContains =
        new(StateClass.Tuple, "contains", KeyRule.Operand, ResultRule.Bool);

    public static readonly Intrinsic TupleAppend =
        new(StateClass.Tuple, "append", KeyRule.Operand, ResultRule.Tuple);

    public static readonly Intrinsic TupleZip =
        new(StateClass.Tuple, "zip", KeyRule.Operand, ResultRule.Tuple);

    public static readonly Intrinsic TupleEq = Equality(StateClass.Tuple, "eq");
    public static readonly Intrinsic TupleNe = Equality(StateClass.Tuple, "ne");
    public static readonly Intrinsic TupleMap = Caller("map", ResultRule.Tuple, ["op"]);
    public static readonly Intrinsic TupleForEach = Caller("for_each", ResultRule.None, ["op"]);
    public static readonly Intrinsic TupleFilter = Caller("filter", ResultRule.Tuple, ["op"]);

    public static readonly Intrinsic TupleFold =
        Caller("fold", ResultRule.Map, ["item_name", "value", "op"]);

    public static readonly Intrinsic MapLen = Length(StateClass.Map);
    public static readonly Intrinsic MapEq = Equality(StateClass.Map, "eq");
    public static readonly Intrinsic MapNe = Equality(StateClass.Map, "ne");

    public static readonly Intrinsic StringRender =
        new(StateClass.String, "render", KeyRule.Operand, ResultRule.String)
        {
            TakesAnyParameters = true,
        };

    public static readonly Intrinsic RangeStart =
        new(StateClass.Range, "start", KeyRule.Forbidden, ResultRule.Any);

    public static readonly Intrinsic RangeEnd =
        new(StateClass.Range, "end", KeyRule.Forbidden, ResultRule.Any);

    public static readonly ImmutableArray<Intrinsic> All =
    [
        TupleLen, TupleContains, TupleAppend, TupleZip, TupleEq, TupleNe, TupleMap, TupleForEach,
        TupleFilter, TupleFold, MapLen, MapEq, MapNe, StringRender, RangeStart, RangeEnd,
    ];

    private static Intrinsic Length(StateClass receiver) =>
        new(receiver, "len", KeyRule.Forbidden, ResultRule.U64);

    private static Intrinsic Equality(StateClass receiver, string name) =>
        new(receiver, name, KeyRule.Operand, ResultRule.Bool)
        {
            Parameters = ["r"],
            ParameterAlias = "eq",
        };

    private static Intrinsic Caller(
        string name, ResultRule result, ImmutableArray<string> parameters) =>
        new(StateClass.Tuple, name, KeyRule.NoGet, result)
        {
            Parameters = parameters,
            CallsOps = true,
        };
}
