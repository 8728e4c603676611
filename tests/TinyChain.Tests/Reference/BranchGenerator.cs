namespace TinyChain.Tests.Reference;

/// <summary>Expressions that choose: `if`, `case`, `cond`, and `after`.</summary>
internal sealed class BranchGenerator(OpGenerator ops, ExpressionGenerator make)
{
    private const string Ref = "/state/scalar/ref/";

    public string Of(OpBody body, Kind kind) => ops.Next(6) switch
    {
        < 2 => $"{{\"{Ref}if\": [{Condition(body)}, {make.Of(body, kind)}, "
            + $"{make.Of(body, kind)}]}}",
        < 4 => $"{{\"{Ref}cond\": [{Condition(body)}, {Branch(body, kind)}, "
            + $"{Branch(body, kind)}]}}",
        4 => Case(body, kind),
        _ => $"{{\"{Ref}after\": [{make.Of(body, Kind.Nothing)}, {make.Of(body, kind)}]}}",
    };

    private string Condition(OpBody body) => ops.Next(9) switch
    {
        < 3 => make.Name(body, Kind.Flag),
        < 6 => make.Get(
            body, Kind.Number, ops.Pick(NumberGenerator.Comparisons),
            NumberGenerator.Literal(ops)),
        6 => make.Small(Kind.Flag),
        7 => make.Name(body, ops.Pick(Kind.Thing, Kind.Number)),
        _ => make.Of(body, Kind.Flag),
    };

    /// <summary>An op in place, which sees the names around it, or any other state.</summary>
    private string Branch(OpBody body, Kind kind)
    {
        if (ops.Once(3)) return make.Of(body, kind);
        var seen = body.Names.Where(n => n.Name != "k");
        return ops.Next(20) switch
        {
            0 => make.Small(kind),
            1 => ops.Op("put", "\"k\", \"v\", ", new OpBody([.. seen]), Kind.Nothing),
            2 => ops.Op("delete", "\"k\", ", new OpBody([.. seen]), Kind.Nothing),
            < 7 => ops.Op("get", "\"k\", ", new OpBody([.. seen, ("k", Kind.Nothing)]), kind),
            _ => ops.Op("post", "", new OpBody([.. body.Names]), kind),
        };
    }

    private string Case(OpBody body, Kind kind)
    {
        var count = ops.Next(4);
        var compared = ops.Pick(Kind.Number, Kind.Number, Kind.Text, Kind.Mark, Kind.Thing);
        var condition = ops.Once(8) ? make.Of(body, compared) : make.Name(body, compared);
        var switches = ExpressionGenerator.Several(
            count, () => ops.Once(4) ? make.Of(body, compared) : make.Small(compared));
        var cases = ExpressionGenerator.Several(count + 1, () => make.Of(body, kind));
        return $"{{\"{Ref}case\": [{condition}, {switches}, {cases}]}}";
    }
}
