namespace TinyChain.Tests.Reference;

/// <summary>
/// Tuples of maps and maps of tuples, in each other too: as literals and as arguments, of one shape
/// or several; looked into, mapped, filtered and folded over.
/// </summary>
internal sealed class TableGenerator(OpGenerator ops, ExpressionGenerator make)
{
    /// <summary>What is done with a table or a shelf named k.</summary>
    private static readonly string[] s_uses =
    [
        "{\"$k/0/a\": []}", "{\"$k/1\": []}", "{\"$k/a/0\": []}", "{\"$k/l/1/b\": []}",
        "{\"$k/0/l/0\": []}", "{\"$k/len\": []}", "[{\"$k/1/b\": []}, {\"$k\": []}]",
        "{\"$k/0/eq\": [{\"$k/1\": []}]}", "{\"$k/append\": [[{\"a\": 1}]]}", "{\"$k/l/len\": []}",
        Gone("map", "{\"$i/a/add\": [1]}"), Gone("map", "{\"b\": {\"$i/a\": []}, \"l\": [2]}"),
        Gone("map", "[{\"$i\": []}, {\"$i/b\": []}]"), Gone("filter", "{\"$i/a/gt\": [1]}"),
        Gone("map", "{\"$i/l/map\": {\"op\": " + Getter("j", "{\"$j/mul\": [2]}") + "}}"),
        Gone("filter", "{\"$i/b/is_none\": []}"), Gone("for_each", "{\"/test/tick\": [1]}"),
        Folded("{\"a\": {\"$a/add\": [{\"$n/a\": []}]}}", "{\"a\": 0}"),
        Folded("{\"a\": {\"$n\": []}, \"b\": {\"$a/a\": []}}", "{\"a\": {\"a\": 1}}"),
        Folded("{\"a\": [{\"$a/0\": []}, {\"$n/b\": []}]}", "{\"a\": [{\"a\": 1}]}"),
    ];

    public static string Small(OpGenerator ops, Kind kind) => kind == Kind.Table
        ? ops.Pick(
            "[{\"a\": 1, \"b\": 2}, {\"a\": 3, \"b\": 0.5}]", "[{\"a\": 1, \"b\": 2}, {\"b\": 3}]",
            "[{\"a\": 0.5, \"b\": {\"a\": 1}}]",
            "[{\"a\": 1, \"l\": [1, 2]}, {\"a\": 2, \"l\": []}]")
        : ops.Pick(
            "{\"l\": [1, 2], \"m\": [[1], [2, 3]]}", "{\"l\": [0.5], \"t\": [{\"a\": 1}]}",
            "{\"l\": [], \"t\": [{\"a\": 1, \"b\": 2}, {\"a\": 2, \"b\": 1}]}");

    /// <summary>Whether a table or a shelf has such a thing inside.</summary>
    public static bool Has(Kind kind) =>
        kind is Kind.Number or Kind.List or Kind.Grid or Kind.Record or Kind.Flag;

    /// <summary>What stands inside, or is made of what does.</summary>
    public string Part(OpBody body, Kind kind)
    {
        if (ops.Once(4)) return Called(body, kind);
        if (kind == Kind.Number && ops.Once(2))
            return Get(body, Kind.Shelf, ops.Pick("l/0", "l/1", "m/0/0", "t/0/a", "t/1/b"));
        if (kind == Kind.Number)
            return Get(body, Kind.Table, ops.Pick("0/a", "1/b", "0/b", "0/l/0", "2/a", "len"));
        if (kind == Kind.Flag)
        {
            return make.Get(
                body, Kind.Table, ops.Pick("0/eq", "0/a/lt", "eq"), make.Of(body, Kind.Record));
        }

        if (kind == Kind.Record && ops.Once(3)) return Folded(body);
        if (kind == Kind.Record)
        {
            return ops.Once(2) ? Get(body, Kind.Shelf, ops.Pick("t/0", "t/1"))
                : Get(body, Kind.Table, ops.Pick("0", "1", "head"));
        }

        return ops.Once(2) ? Get(body, Kind.Shelf, kind == Kind.List ? "l" : "m")
            : Mapped(
                body, Kind.Table, Kind.Record, kind == Kind.List ? Kind.Number : Kind.List);
    }

    public string Table(OpBody body) => ops.Next(8) switch
    {
        < 2 => ExpressionGenerator.Several(ops.Next(4), () => make.Of(body, Kind.Record)),
        2 => Mapped(body, Kind.List, Kind.Number, Kind.Record),
        3 => Mapped(body, Kind.Table, Kind.Record, Kind.Record),
        4 => make.Post(
            body, Kind.Table, "filter", $"\"op\": {Op(("k", Kind.Record), Kind.Flag)}"),
        5 => Get(body, Kind.Shelf, "t"),
        6 => ListGenerator.Part(ops, make, body, (Kind.Table, "tail")),
        _ => make.Get(body, Kind.Table, "append", make.Of(body, Kind.Table)),
    };

    public string Shelf(OpBody body)
    {
        var more = ops.Once(2) ? $"\"m\": {make.Of(body, Kind.Grid)}"
            : $"\"t\": {make.Of(body, Kind.Table)}";
        return $"{{\"l\": {make.Of(body, Kind.List)}, {more}}}";
    }

    /// <summary>A whole op: one that takes such a thing, or such a use where it stands.</summary>
    public string Form()
    {
        var use = ops.Pick(s_uses);
        if (ops.Once(3))
        {
            var named = use.Replace("$k", "$t", StringComparison.Ordinal);
            return $"[[\"t\", {Literal(3)}], [\"r\", {named}]]";
        }

        var calls = ExpressionGenerator.Several(
            ops.Next(1, 5), () => $"{{\"$f\": [{Literal(3)}]}}");
        return $"[[\"f\", {Getter("k", use)}], [\"r\", {calls}]]";
    }

    /// <summary>By an op that takes the whole as its key.</summary>
    private string Called(OpBody body, Kind kind)
    {
        var whole = ops.Pick(Kind.Table, Kind.Shelf, Kind.Record);
        var given = make.Of(body, whole);
        var name = ops.Add(body, Kind.Nothing, () => Op(("k", whole), kind));
        return $"{{\"${name}\": [{given}]}}";
    }

    private string Mapped(OpBody body, Kind items, Kind item, Kind result) =>
        make.Post(body, items, "map", $"\"op\": {Op(("k", item), result)}");

    private string Folded(OpBody body)
    {
        var op = ops.Poster(
            body, Kind.Record, ("n", Kind.Record), ("a", Kind.Number), ("b", Kind.Number));
        return make.Post(
            body, Kind.Table, "fold", $"\"item_name\": \"n\", "
                + $"\"value\": {make.Of(body, Kind.Record)}, \"op\": {op}");
    }

    private string Op((string Name, Kind Kind) given, Kind result) =>
        ops.Op("get", $"\"{given.Name}\", ", new OpBody(given), result);

    private string Get(OpBody body, Kind kind, string path) =>
        make.Get(body, kind, path, ops.Once(2) ? "" : "null");

    /// <summary>Maps in tuples in maps, of random shapes; often of one shape.</summary>
    private string Literal(int depth) => ops.Next(depth > 0 ? 4 : 1) switch
    {
        0 => NumberGenerator.Literal(ops),
        1 => Map(depth),
        2 => $"[{string.Join(", ", Enumerable.Repeat(Map(depth), ops.Next(4)))}]",
        _ => ExpressionGenerator.Several(ops.Next(4), () => Literal(depth - 1)),
    };

    private string Map(int depth)
    {
        var entries = new[] { "a", "b", "l" }.Where(name => name == "a" || !ops.Once(3))
            .Select(name => $"\"{name}\": {Literal(depth - 1)}");
        return $"{{{string.Join(", ", entries)}}}";
    }

    private static string Gone(string method, string result) =>
        $"{{\"$k/{method}\": {{\"op\": {Getter("i", result)}}}}}";

    private static string Folded(string next, string value) =>
        $"{{\"$k/fold\": {{\"item_name\": \"n\", \"value\": {value}, "
        + $"\"op\": {ExpressionGenerator.Definition("post", "", next)}}}}}";

    private static string Getter(string key, string json) =>
        ExpressionGenerator.Definition("get", $"\"{key}\", ", json);
}
