namespace TinyChain.Tests.Reference;

/// <summary>Tuples, tuples of tuples, and maps that no loop makes.</summary>
internal sealed class ListGenerator(OpGenerator ops, ExpressionGenerator make)
{
    /// <summary>The second generation's slice, of a tuple or a string.</summary>
    public static string Slice(
        OpGenerator ops, ExpressionGenerator make, OpBody body, Kind kind)
    {
        var (start, stop) = (Bound(ops, make, body), Bound(ops, make, body));
        return ops.Once(3) ? make.Get(body, kind, "slice", $"[{start}, {stop}]")
            : make.Post(body, kind, "slice", $"\"start\": {start}, \"stop\": {stop}");
    }

    /// <summary>`head` or `tail`, by either verb.</summary>
    public static string Part(
        OpGenerator ops, ExpressionGenerator make, OpBody body, (Kind Kind, string Method) part) =>
        ops.Once(2) ? make.Get(body, part.Kind, part.Method, "null")
            : $"{{\"${ops.NameOf(body, part.Kind)}/{part.Method}\": {{}}}}";

    public string List(OpBody body) => ops.Next(16) switch
    {
        < 3 => ExpressionGenerator.Several(
            ops.Next(4), () => make.Of(body, ops.Once(10) ? Kind.Thing : Kind.Number)),
        3 => make.Get(
            body, Kind.List, ops.Pick("append", "append", "zip"), make.Of(body, Kind.List)),
        4 or 5 => Mapped(body, Kind.List, Kind.Getter),
        6 => make.Post(body, Kind.List, "filter", $"\"op\": {make.Of(body, Kind.Checker)}"),
        7 => Range(body),
        8 => make.Get(body, Kind.List, null, ops.Pick(
            "[[\"in\", 0], null]", "[null, [\"ex\", 2]]", "[[\"ex\", 0], [\"in\", 1]]")),
        9 => make.Get(body, Kind.List, null, make.Of(body, Kind.Span)),
        10 => $"{{\"/state/tuple/concatenate\": "
            + $"{{\"l\": {make.Of(body, Kind.List)}, \"r\": {make.Of(body, Kind.List)}}}}}",
        11 => ops.Once(2) ? make.Get(body, Kind.List, "concat", make.Of(body, Kind.List))
            : make.Post(body, Kind.List, "concat", $"\"r\": {make.Of(body, Kind.List)}"),
        12 => Slice(ops, make, body, Kind.List),
        13 => Part(ops, make, body, (Kind.List, "tail")),
        14 => make.Get(body, Kind.Grid, ops.Pick("0", "1", "head"), "null"),
        _ => $"{{\"/state/{ops.Pick("tuple", "scalar/value/tuple", "scalar/tuple")}\": "
            + $"[{make.Of(body, Kind.List)}]}}",
    };

    public string Grid(OpBody body) => ops.Next(8) switch
    {
        < 3 => ExpressionGenerator.Several(ops.Next(1, 4), () => make.Of(body, Kind.List)),
        3 => make.Get(body, Kind.List, "zip", make.Of(body, Kind.List)),
        4 => make.Get(body, Kind.Grid, "append", make.Of(body, Kind.Grid)),
        5 => Part(ops, make, body, (Kind.Grid, "tail")),
        6 => Slice(ops, make, body, Kind.Grid),
        _ => Rows(body),
    };

    public string Record(OpBody body) => ops.Next(4) switch
    {
        < 2 => Entries(body, ops.Once(2)),
        2 => $"{{\"/state{ops.Pick("/scalar/map", "/map")}\": {Entries(body, true)}}}",
        _ => $"{{\"/state/map\": [[[\"a\", {make.Of(body, Kind.Number)}], "
            + $"[\"b\", {make.Of(body, Kind.Number)}]]]}}",
    };

    private static string Bound(OpGenerator ops, ExpressionGenerator make, OpBody body) =>
        ops.Next(8) switch
        {
            0 => "null",
            1 => make.Of(body, Kind.Number),
            _ => $"{ops.Next(-2, 4)}",
        };

    private string Mapped(OpBody body, Kind kind, Kind op) =>
        make.Post(body, kind, "map", $"\"op\": {make.Of(body, op)}");

    /// <summary>Each row through an op of its own.</summary>
    private string Rows(OpBody body) => make.Post(
        body, Kind.Grid, "map", "\"op\": " + ops.Op(
            "get", "\"k\", ", new OpBody(("k", Kind.List)), ops.Pick(Kind.List, Kind.Number)));

    private string Range(OpBody body) => ops.Next(3) switch
    {
        0 => $"{{\"/state/tuple/range\": [{ops.Next(5)}]}}",
        1 => $"{{\"/state/tuple/range\": [[{ops.Next(-3, 5)}, {ops.Next(5)}, {ops.Next(4)}]]}}",
        _ => $"[{make.Get(body, Kind.Span, ops.Pick("start", "end", "end/add"), "null")}]",
    };

    private string Entries(OpBody body, bool isLong)
    {
        var (a, b) = (make.Of(body, Kind.Number), make.Of(body, Kind.Number));
        var rest = isLong ? $", \"c\": {make.Of(body, ops.Pick(Kind.Getter, Kind.Thing))}" : "";
        return $"{{\"a\": {a}, \"b\": {b}{rest}}}";
    }
}
