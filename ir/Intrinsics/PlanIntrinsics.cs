using TinyChain.Ir.Values;

namespace TinyChain.Ir.Intrinsics;

/// <summary>
/// What plans call that no program can name: the small decisions of flow control.
/// </summary>
public static class PlanIntrinsics
{
    /// <summary>The receiver as a condition (3.4): a bool, or a bad request.</summary>
    public static readonly Intrinsic ToBool =
        new(StateClass.Any, "to_bool", KeyRule.Forbidden, ResultRule.Bool);

    /// <summary>Receiver and argument as values: whether a `case` matches.</summary>
    public static readonly Intrinsic Matches =
        new(StateClass.Any, "matches", KeyRule.Operand, ResultRule.Bool);

    /// <summary>The receiver, if it is a value; else a bad request: a `case` compares it.</summary>
    public static readonly Intrinsic Comparable =
        new(StateClass.Any, "comparable", KeyRule.Forbidden, ResultRule.Same);

    /// <summary>The receiver, if it is an op or a closure; else a bad request.</summary>
    public static readonly Intrinsic Callable =
        new(StateClass.Any, "callable", KeyRule.Forbidden, ResultRule.Same);

    /// <summary>
    /// The receiver as the key of a GET: what an instance stands on, in tuples too; a bad request
    /// where that is no value.
    /// </summary>
    public static readonly Intrinsic Key =
        new(StateClass.Any, "key", KeyRule.Forbidden, ResultRule.Any);

    /// <summary>The receiver as a parameter: what an instance stands on.</summary>
    public static readonly Intrinsic Native =
        new(StateClass.Any, "native", KeyRule.Forbidden, ResultRule.Any);

    /// <summary>
    /// What `for_each` goes through: a tuple as it is, of a map its names; else a bad request.
    /// </summary>
    public static readonly Intrinsic Items =
        new(StateClass.Any, "items", KeyRule.Forbidden, ResultRule.Tuple);

    /// <summary>The receiver cast to the class whose path the argument is.</summary>
    public static readonly Intrinsic Cast =
        new(StateClass.Any, "cast", KeyRule.Operand, ResultRule.Any);

    /// <summary>A closure of the receiver, a map, and the argument, an op.</summary>
    public static readonly Intrinsic Close =
        new(StateClass.Any, "close", KeyRule.Operand, ResultRule.Any);

    /// <summary>A class with the receiver, a map, as its prototype, and a parent link.</summary>
    public static readonly Intrinsic Define =
        new(StateClass.Any, "define", KeyRule.Operand, ResultRule.Any);

    /// <summary>An instance of a class without attributes that stands on the receiver.</summary>
    public static readonly Intrinsic Instantiate =
        new(StateClass.Any, "instantiate", KeyRule.Forbidden, ResultRule.Any);
}
