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

    /// <summary>With `item_name` a POST op gets the item as a parameter of that name.</summary>
    public static readonly Intrinsic TupleForEach =
        Caller("for_each", ResultRule.None, ["op"], ["item_name"]);

    public static readonly Intrinsic TupleFilter = Caller("filter", ResultRule.Tuple, ["op"]);

    public static readonly Intrinsic TupleFold = Folder("fold");

    /// <summary>The second generation's name of `fold` (docs/decisions/0011).</summary>
    public static readonly Intrinsic TupleReduce = Folder("reduce");

    public static readonly Intrinsic TupleConcat = Concat(StateClass.Tuple, ResultRule.Tuple);
    public static readonly Intrinsic TupleSlice = Slice(StateClass.Tuple, ResultRule.Tuple);
    public static readonly Intrinsic TupleHead = Part(StateClass.Tuple, "head", ResultRule.Any);
    public static readonly Intrinsic TupleTail = Part(StateClass.Tuple, "tail", ResultRule.Tuple);
    public static readonly Intrinsic TupleGt = Order("gt");
    public static readonly Intrinsic TupleGe = Order("ge");
    public static readonly Intrinsic TupleLt = Order("lt");
    public static readonly Intrinsic TupleLe = Order("le");
    public static readonly Intrinsic MapLen = Length(StateClass.Map);
    public static readonly Intrinsic MapEq = Equality(StateClass.Map, "eq");
    public static readonly Intrinsic MapNe = Equality(StateClass.Map, "ne");

    public static readonly Intrinsic StringRender =
        new(StateClass.String, "render", KeyRule.Operand, ResultRule.String)
        {
            TakesAnyParameters = true,
        };

    public static readonly Intrinsic StringLen =
        Part(StateClass.String, "len", ResultRule.U64);

    public static readonly Intrinsic StringConcat = Concat(StateClass.String, ResultRule.String);
    public static readonly Intrinsic StringSlice = Slice(StateClass.String, ResultRule.String);
    public static readonly Intrinsic StringHead =
        Part(StateClass.String, "head", ResultRule.String);

    public static readonly Intrinsic StringTail =
        Part(StateClass.String, "tail", ResultRule.String);

    public static readonly Intrinsic RangeStart =
        new(StateClass.Range, "start", KeyRule.Attribute, ResultRule.Any);

    public static readonly Intrinsic RangeEnd =
        new(StateClass.Range, "end", KeyRule.Attribute, ResultRule.Any);

    public static readonly ImmutableArray<Intrinsic> All =
    [
        TupleLen, TupleContains, TupleAppend, TupleZip, TupleEq, TupleNe, TupleMap, TupleForEach,
        TupleFilter, TupleFold, TupleReduce, TupleConcat, TupleSlice, TupleHead, TupleTail, TupleGt,
        TupleGe, TupleLt, TupleLe, MapLen, MapEq, MapNe, StringRender, StringLen, StringConcat,
        StringSlice, StringHead, StringTail, RangeStart, RangeEnd,
    ];

    private static Intrinsic Length(StateClass receiver) =>
        new(receiver, "len", KeyRule.Attribute, ResultRule.U64);

    private static Intrinsic Equality(StateClass receiver, string name) =>
        new(receiver, name, KeyRule.Operand, ResultRule.Bool)
        {
            Parameters = ["r"],
            ParameterAlias = "eq",
            TakesAnyKey = true,
        };

    /// <summary>Of tuples of values, as of any values (T4).</summary>
    private static Intrinsic Order(string name) =>
        new(StateClass.Tuple, name, KeyRule.Operand, ResultRule.Bool) { Parameters = ["r"] };

    private static Intrinsic Folder(string name) =>
        Caller(name, ResultRule.Map, ["item_name", "value", "op"]);

    private static Intrinsic Concat(StateClass receiver, ResultRule result) =>
        new(receiver, "concat", KeyRule.Operand, result) { Parameters = ["r"] };

    private static Intrinsic Slice(StateClass receiver, ResultRule result) =>
        new(receiver, "slice", KeyRule.Operand, result) { Parameters = ["start", "stop"] };

    /// <summary>A method that the second generation's clients call by POST: 0011.</summary>
    private static Intrinsic Part(StateClass receiver, string name, ResultRule result) =>
        new(receiver, name, KeyRule.Attribute, result) { Parameters = [] };

    private static Intrinsic Caller(
        string name, ResultRule result, ImmutableArray<string> parameters,
        params ImmutableArray<string> optional) =>
        new(StateClass.Tuple, name, KeyRule.NoGet, result)
        {
            Parameters = parameters,
            Optional = optional,
            CallsOps = true,
        };
}
