namespace TinyChain.Tests.Reference;

/// <summary>What is true or false: comparisons, logic, and questions to any state.</summary>
internal sealed class FlagGenerator(OpGenerator ops, ExpressionGenerator make)
{
    public string Of(OpBody body) => ops.Next(10) switch
    {
        < 3 => Two(body, Kind.Number, ops.Pick(NumberGenerator.Comparisons)),
        3 => Two(body, Kind.Number, ops.Pick("and", "or", "xor")),
        4 => make.Get(body, ops.Pick(Kind.Flag, Kind.Number), "not", "null"),
        5 => Contains(body),
        6 => make.Get(body, make.AnyKind(), "is_none", "null"),
        7 => make.Get(body, Kind.Checker, null, make.Of(body, Kind.Number)),
        8 => Equality(body),
        _ => Order(body),
    };

    private string Contains(OpBody body) => ops.Once(3)
        ? make.Get(body, Kind.Grid, "contains", make.Of(body, Kind.List))
        : make.Get(
            body, Kind.List, "contains",
            make.Of(body, ops.Pick(Kind.Number, Kind.Number, Kind.Thing)));

    /// <summary>Of two states, mostly of one kind: T2, T5.</summary>
    private string Equality(OpBody body)
    {
        var kind = ops.Pick(
            Kind.Record, Kind.List, Kind.Text, Kind.Mark, Kind.Grid, Kind.Thing, Kind.Number);
        var other = ops.Once(6) ? make.AnyKind() : kind;
        var method = ops.Pick("eq", "ne");
        return ops.Once(2) ? make.Get(body, kind, method, make.Of(body, other))
            : make.Post(
                body, kind, method, $"\"{ops.Pick("r", "r", "eq")}\": {make.Of(body, other)}");
    }

    /// <summary>T4: an order within each class of values.</summary>
    private string Order(OpBody body) =>
        Two(body, ops.Pick(Kind.Text, Kind.Text, Kind.Mark, Kind.Thing),
            ops.Pick("gt", "ge", "lt", "le", "gte"));

    private string Two(OpBody body, Kind kind, string method)
    {
        var operand = make.Of(body, kind);
        return ops.Once(2) ? make.Get(body, kind, method, operand)
            : make.Post(body, kind, method, $"\"r\": {operand}");
    }
}
