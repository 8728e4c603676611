using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// Loops that count: `while i &lt; 10` with a step that adds a constant to `i`, which starts at
/// one. All three are int/64.
/// </summary>
internal static class CountedLoop
{
    private const long Unclear = long.MinValue;

    /// <summary>How often the step is called, or null where that is not clear.</summary>
    internal static long? Turns(Node? condition, Node? step, Node? state)
    {
        if (Result(condition) is not GetRef { Key: LiteralNode { Value: var end } } test
            || test.Subject is not IdSubject { Path: [var relation] } subject) return null;
        if (Start(state, condition!, subject.Name) is not { } start
            || StepOf(step, subject.Name) is not { } by || !end.Is(NumberClass.I64)) return null;
        Int128 distance = (relation.Text, by > 0) switch
        {
            ("lt", true) => (Int128)end.AsI64 - start,
            ("le" or "lte", true) => (Int128)end.AsI64 - start + 1,
            ("gt", false) => (Int128)start - end.AsI64,
            ("ge" or "gte", false) => (Int128)start - end.AsI64 + 1,
            _ => Unclear,
        };
        var stride = Int128.Abs(by);
        return distance == Unclear ? null
            : distance <= 0 ? 0
            : (long)Int128.Min((distance + stride - 1) / stride, long.MaxValue);
    }

    private static Node? Result(Node? callee) =>
        (callee as LiteralNode)?.Value.As<OpDef>() is { Form: [var only] } ? only.Node : null;

    /// <summary>The counter at first: a GET op's key itself, an entry for a POST op.</summary>
    private static long? Start(Node? state, Node condition, Id counter)
    {
        var op = ((LiteralNode)condition).Value.As<OpDef>()!;
        var start = state is not LiteralNode { Value: var literal } ? null
            : op.KeyName is { } key ? key.Equals(counter) ? literal : null
            : literal.As<MapState>()?.TryGet(counter.Text, out var entry) is true ? entry
            : (State?)null;
        return start is { } number && number.Is(NumberClass.I64) ? number.AsI64 : null;
    }

    private static long? StepOf(Node? step, Id counter)
    {
        if (Result(step) is not { } next) return null;
        if (((LiteralNode)step!).Value.As<OpDef>()!.KeyName is { } key) counter = key;
        else if (next is not MapNode map || map.Keys.IndexOf(counter) is not (>= 0 and var at))
            return null;
        else next = map.Values[at];
        var (subject, operand) = next switch
        {
            GetRef get => (get.Subject, get.Key),
            PostRef { Parameters: MapNode { Values: [var only] } } post => (post.Subject, only),
            _ => (null, (Node?)null),
        };
        if (subject is not IdSubject { Path: [{ Text: "add" or "sub" } method] } id
            || !id.Name.Equals(counter)
            || operand is not LiteralNode { Value: var by } || !by.Is(NumberClass.I64)
            || by.AsI64 is 0 or long.MinValue) return null;
        return method.Text == "add" ? by.AsI64 : -by.AsI64;
    }
}
