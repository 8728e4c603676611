using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Intrinsics;

/// <summary>
/// The declaration of a built-in method of a native class (spec/language.md 5). Its body takes the
/// receiver and one argument: for GET the key; for POST the only declared parameter's value, or
/// the map of parameters where several are declared or any may be given.
/// </summary>
public sealed class Intrinsic(StateClass receiver, string name, KeyRule key, ResultRule result)
{
    public StateClass Receiver { get; } = receiver;

    public string Name { get; } = name;

    public KeyRule Key { get; } = key;

    public ResultRule Result { get; } = result;

    /// <summary>The parameters of POST; null where POST is not allowed.</summary>
    public ImmutableArray<string>? Parameters { get; init; }

    /// <summary>Parameters of POST that may be left out.</summary>
    public ImmutableArray<string> Optional { get; init; } = [];

    /// <summary>
    /// The body of a POST takes the map of parameters, not the value of the only one.
    /// </summary>
    public bool TakesMap => TakesAnyParameters
        || (Parameters is { } declared && declared.Length + Optional.Length != 1);

    /// <summary>Another name for the only parameter, such as `eq` for `r`.</summary>
    public string? ParameterAlias { get; init; }

    /// <summary>The key of a GET may be any state, where others take values only (T2).</summary>
    public bool TakesAnyKey { get; init; }

    /// <summary>POST takes any parameters, under any names.</summary>
    public bool TakesAnyParameters { get; init; }

    /// <summary>The method calls an op that it is given, so the runner carries it out.</summary>
    public bool CallsOps { get; init; }

    /// <summary>The class of the result as far as it is known; `/state` where it isn't.</summary>
    public StateClass ResultClass(StateClass receiver, StateClass argument) => Result switch
    {
        ResultRule.Any => StateClass.Any,
        ResultRule.Bool => NumberClass.Bool,
        ResultRule.Id => StateClass.Id,
        ResultRule.Link => StateClass.Link,
        ResultRule.Map => StateClass.Map,
        ResultRule.None => StateClass.None,
        ResultRule.String => StateClass.String,
        ResultRule.Tuple => StateClass.Tuple,
        ResultRule.U64 => NumberClass.U64,
        ResultRule.Same => receiver,
        ResultRule.Promoted => NumberResults.Promoted(receiver, argument),
        ResultRule.Function => NumberResults.Function(receiver),
        ResultRule.Part => NumberResults.Part(receiver),
        ResultRule.Power => NumberResults.Power(receiver, argument),
        ResultRule.Logarithm => NumberResults.Logarithm(receiver, argument),
    };

    public override string ToString() => $"{Receiver.Name}.{Name}";
}
