namespace TinyChain.Tests.Reference;

/// <summary>Loops with a bound: `while`, folds, and what is done for each item.</summary>
internal sealed class LoopGenerator(OpGenerator ops, ExpressionGenerator make)
{
    private const string Ref = "/state/scalar/ref/";

    /// <summary>Another class each turn: an int, a float, a complex number, …</summary>
    private static readonly string[] s_changes =
    [
        "{\"$a\": []}", "{\"$b\": []}", "{\"$a/add\": [1]}", "{\"$a/add\": [0.5]}", "\"2\"",
        "{\"$a/mul\": [{\"/state/scalar/value/number/complex/64\": [0, 1]}]}", "true", "[2]",
        "{\"$a/add\": [{\"$b\": []}]}", "{\"$b/mul\": [{\"$i\": []}]}", "7.0", "3",
    ];

    public string Record(OpBody body) => ops.Next(6) switch
    {
        < 2 => Fold(body),
        2 => While(body, Changing()),
        3 => Dropping(body),
        _ => While(body, Step()),
    };

    public string Number(OpBody body) => ops.Once(2) ? Counted(body)
        : make.Get(body, Kind.Record, ops.Pick("a", "b"), "null");

    public string Nothing(OpBody body) => ops.Next(9) switch
    {
        0 => $"{{\"/test/cell\": [{ops.Next(100)}, {make.Of(body, Kind.Number)}]}}",
        1 => Put(body),
        2 => $"{{\"{Ref}op/delete\": [{make.Subject(body, Kind.Deleter)}, "
            + $"{make.Of(body, Kind.Number)}]}}",
        < 5 => ForEach(body),
        5 => Each(body),
        6 => $"{{\"/test/tick\": [{ops.Next(100)}]}}",
        7 => $"{{\"/state/scalar/value/none\": [{make.Of(body, Kind.Number)}]}}",
        _ => $"{{\"{Ref}op/delete\": [\"/test/cell\", {ops.Next(100)}]}}",
    };

    private string Put(OpBody body)
    {
        var arguments = $"{make.Of(body, Kind.Number)}, {make.Of(body, Kind.Number)}]";
        var name = ops.NameOf(body, Kind.Putter);
        return ops.Once(2) ? $"{{\"${name}\": [{arguments}}}"
            : $"{{\"{Ref}op/put\": [\"${name}\", {arguments}}}";
    }

    private string Fold(OpBody body)
    {
        var op = ops.Poster(
            body, Kind.Record, ("n", Kind.Number), ("a", Kind.Number), ("b", Kind.Number));
        return make.Post(
            body, Kind.List, ops.Pick("fold", "reduce"), $"\"item_name\": \"n\", "
                + $"\"value\": {make.Of(body, Kind.Record)}, \"op\": {op}");
    }

    /// <summary>The loop over `i`, `a` and `b`, whose step is this POST op.</summary>
    private string While(OpBody body, string step) =>
        $"{{\"{Ref}while\": [{Held(body, Below("i", 5))}, {Held(body, step)}, {{\"i\": 0, "
        + $"\"a\": {make.Of(body, Kind.Number)}, \"b\": {make.Of(body, Kind.Number)}}}]}}";

    private string Below(string name, int bound) => ExpressionGenerator.Definition(
        "post", "", $"{{\"${name}/lt\": [{ops.Next(bound)}]}}");

    private string Step()
    {
        var step = new OpBody(("a", Kind.Number), ("b", Kind.Number), ("i", Kind.Number));
        var next = $"{{\"i\": {{\"$i/add\": [1]}}, \"a\": {make.Of(step, Kind.Number)}, "
            + $"\"b\": {make.Of(step, Kind.Number)}}}";
        step.Statements.Add($"[\"_return\", {next}]");
        return $"{{\"/state/scalar/op/post\": [{string.Join(", ", step.Statements)}]}}";
    }

    private string Changing()
    {
        var cases = ExpressionGenerator.Several(4, () => ops.Pick(s_changes));
        var next = $"{{\"{Ref}case\": [{{\"$i\": []}}, [0, 1, 2], {cases}]}}";
        return $"{{\"/state/scalar/op/post\": [[\"next\", {next}], [\"r\", "
            + "{\"i\": {\"$i/add\": [1]}, \"a\": {\"$next\": []}, \"b\": {\"$a\": []}}]]}";
    }

    /// <summary>`c` and `d` come and go; a turn names what is there.</summary>
    private string Dropping(OpBody body)
    {
        const string Next = "\"i\": {\"$i/add\": [1]}";
        var turns = new List<string>();
        string[] names = ["a"];
        for (var turn = 0; turn < 4; turn++)
        {
            string[] next = turn == 3 ? ["a", "b"]
                : [.. new[] { "a", "b", "c", "d" }.Where(_ => ops.Once(2))];
            var known = ops.Once(40) ? ["i", "c"] : names;
            var entries = next.Select(
                n => $", \"{n}\": {{\"${ops.Pick<string>(known)}/add\": [1]}}");
            turns.Add($"{{{Next}{string.Concat(entries)}}}");
            names = [.. next, "i"];
        }

        var step = ExpressionGenerator.Definition(
            "post", "", $"{{\"{Ref}case\": [{{\"$i\": []}}, [0, 1, 2], "
                + $"[{string.Join(", ", turns)}]]}}");
        return $"{{\"{Ref}while\": [{Held(body, Below("i", 6))}, {Held(body, step)}, "
            + $"{{\"i\": 0, \"a\": {make.Of(body, Kind.Number)}}}]}}";
    }

    /// <summary>A loop of GET ops; once in a while its step is itself a loop.</summary>
    private string Counted(OpBody body)
    {
        var condition = ExpressionGenerator.Definition(
            "get", "\"n\", ", $"{{\"$n/lt\": [{ops.Next(9)}]}}");
        var added = ops.Pick("1", "2", "0.5");
        var step = ops.Once(4)
            ? $"{{\"{Ref}while\": [{Definition("lt", ops.Next(6))}, {Definition("add", 1)}, "
                + $"{{\"$n/add\": [{added}]}}]}}"
            : $"{{\"$n/add\": [{added}]}}";
        var held = Held(body, ExpressionGenerator.Definition("get", "\"n\", ", step));
        return $"{{\"{Ref}while\": [{Held(body, condition)}, {held}, "
            + $"{NumberGenerator.Literal(ops)}]}}";
    }

    private static string Definition(string method, int operand) =>
        ExpressionGenerator.Definition("get", "\"m\", ", $"{{\"$m/{method}\": [{operand}]}}");

    private string ForEach(OpBody body)
    {
        var items = ops.Pick(Kind.List, Kind.List, Kind.Grid, Kind.Table, Kind.Record);
        var (name, item) = Item(items);
        return $"{{\"{Ref}for_each\": [{make.Of(body, items)}, {Visitor(body, item, name)}, "
            + $"\"{name}\"]}}";
    }

    /// <summary>The method, which may leave out the item's name.</summary>
    private string Each(OpBody body)
    {
        var items = ops.Pick(Kind.List, Kind.List, Kind.Grid, Kind.Table);
        var (name, item) = Item(items);
        return ops.Once(2)
            ? make.Post(body, items, "for_each", $"\"op\": {make.Of(body, Kind.Getter)}")
            : make.Post(
                body, items, "for_each",
                $"\"item_name\": \"{name}\", \"op\": {Visitor(body, item, name)}");
    }

    private (string Name, Kind Kind) Item(Kind items) => (
        ops.Pick("n", "n", "item"),
        items == Kind.Grid ? Kind.List : items == Kind.Table ? Kind.Record
            : items == Kind.Record ? Kind.Text : Kind.Number);

    /// <summary>An op whose visits show in the world.</summary>
    private string Visitor(OpBody body, Kind item, string name) => ops.Next(5) switch
    {
        0 => make.Of(body, Kind.Getter),
        1 => ops.Poster(body, Kind.Nothing, (name, item)),
        2 => ops.Poster(body, item, (name, item)),
        3 => ExpressionGenerator.Definition("get", "\"k\", ", "{\"/test/tick\": [{\"$k\": []}]}"),
        _ => Held(body, ExpressionGenerator.Definition(
            "post", "", $"{{\"/test/cell\": [1, {{\"${name}\": []}}]}}")),
    };

    /// <summary>The op where it stands, or by way of a statement or a closure.</summary>
    private string Held(OpBody body, string op) => ops.Next(3) switch
    {
        0 => op,
        1 => ops.Closed(body, [], op),
        _ => $"{{\"${ops.Add(body, Kind.Nothing, () => op)}\": []}}",
    };
}
