using System.Globalization;

namespace TinyChain.Tests.Reference;

/// <summary>Makes the expressions of <see cref="OpGenerator"/>'s ops, by kind.</summary>
internal sealed class ExpressionGenerator(OpGenerator ops, Random random, int size)
{
    private const string Ref = "/state/scalar/ref/";
    private const string Value = "/state/scalar/value/";

    private static readonly string[] s_classes =
    [
        "bool", "uint", "uint/8", "uint/16", "uint/32", "uint/64", "int", "int/16", "int/32",
        "int/64", "float", "float/32", "float/64", "complex", "complex/32", "complex/64", "",
    ];

    private static readonly string[] s_binary =
        ["add", "add", "sub", "mul", "mul", "div", "mod", "pow", "log"];

    private static readonly string[] s_unary =
        ["abs", "round", "exp", "ln", "sin", "atan", "tanh", "real", "imag"];

    private static readonly string[] s_comparisons = ["lt", "le", "gt", "ge", "eq", "ne", "gte"];

    private static readonly string[] s_oddities =
    [
        "{\"$nowhere\": []}", "{\"$self\": []}", "{\"/error/not_found\": \"oops\"}", "null", "[]",
        "{\"/error/conflict\": {\"message\": \"m\"}}", "{\"/nowhere\": [1]}", "{\"a\": []}",
        "{\"/state/scalar/range\": [[\"in\", 0], null]}", "{\"/a/b\": []}", "{\"$self/a\": [1]}",
    ];

    private int _left = size;
    private int _depth;

    /// <summary>False once the op is as large as it shall be.</summary>
    public bool MayGrow => _left > 0 && _depth < 12;

    public string Of(OpBody body, Kind kind)
    {
        _left--;
        _depth++;
        var json = ops.Once(80) ? Odd(body) : MayGrow ? Large(body, kind) : Small(kind);
        _depth--;
        return json;
    }

    private string Odd(OpBody body) => random.Next(4) switch
    {
        0 => $"{{\"${ops.Pick<string>([.. body.Open])}\": []}}",
        1 => Of(body, (Kind)random.Next(11)),
        _ => ops.Pick(s_oddities),
    };

    private string Small(Kind kind) => kind switch
    {
        Kind.Number => Literal(),
        Kind.Flag => ops.Pick("true", "false", "1", "\"true\""),
        Kind.Text => ops.Pick("\"\"", "\"a\"", "\"{{a}}-{{b}}\"", "\"5\"", "\"true\""),
        Kind.List => ops.Pick("[]", "[1]", "[1, 2]", "[0.5, 3, 2]"),
        Kind.Record => ops.Pick("{\"a\": 1, \"b\": 2}", "{\"a\": 0.5, \"b\": 7, \"c\": 1}"),
        Kind.Nothing => "null",
        Kind.Getter => Definition("get", "\"k\", ", "{\"$k/add\": [1]}"),
        Kind.Checker => Definition("get", "\"k\", ", "{\"$k/gt\": [1]}"),
        Kind.Poster =>
            "{\"/state/scalar/op/post\": [[\"r\", {\"$a/mul\": {\"r\": {\"$b\": []}}}]]}",
        Kind.Putter => Definition("put", "\"k\", \"v\", ", "{\"/test/cell\": [{\"$k\": []}, 1]}"),
        Kind.Deleter => Definition("delete", "\"k\", ", "null"),
    };

    private static string Definition(string kind, string names, string json) =>
        $"{{\"/state/scalar/op/{kind}\": [{names}[[\"r\", {json}]]]}}";

    private string Large(OpBody body, Kind kind) => random.Next(20) switch
    {
        < 5 => Name(body, kind),
        5 or 6 => $"{{\"{Ref}if\": [{Condition(body)}, {Of(body, kind)}, {Of(body, kind)}]}}",
        7 => Case(body, kind),
        8 => $"{{\"{Ref}after\": [{Of(body, Kind.Nothing)}, {Of(body, kind)}]}}",
        _ => kind switch
        {
            Kind.Number => Number(body),
            Kind.Flag => Flag(body),
            Kind.Text => Text(body),
            Kind.List => List(body),
            Kind.Record => Record(body),
            Kind.Nothing => Nothing(body),
            Kind.Getter or Kind.Checker or Kind.Poster or Kind.Putter or Kind.Deleter =>
                ops.Callable(body, kind),
        },
    };

    private string Name(OpBody body, Kind kind) => $"{{\"${ops.NameOf(body, kind)}\": []}}";

    private string Condition(OpBody body) => random.Next(8) switch
    {
        < 3 => Name(body, Kind.Flag),
        < 6 => Get(body, Kind.Number, ops.Pick(s_comparisons), Literal()),
        6 => Small(Kind.Flag),
        _ => Of(body, Kind.Flag),
    };

    private string Case(OpBody body, Kind kind)
    {
        var count = random.Next(4);
        var condition = ops.Once(8) ? Of(body, Kind.Number) : Name(body, Kind.Number);
        var switches = Several(count, () => ops.Once(4) ? Of(body, Kind.Number) : Literal());
        var cases = Several(count + 1, () => Of(body, kind));
        return $"{{\"{Ref}case\": [{condition}, {switches}, {cases}]}}";
    }

    private string Number(OpBody body) => random.Next(22) switch
    {
        0 or 16 => $"{{\"/test/tick\": [{random.Next(100)}]}}",
        1 => ops.Once(2) ? Literal() : Constructed(),
        2 => $"{{\"{NumberClass()}\": [{Name(body, Kind.Number)}]}}",
        < 8 => Binary(body, ops.Pick(s_binary)),
        8 => Get(body, Kind.Number, ops.Pick(s_unary), "null"),
        9 => Get(body, Kind.List, "len", "null"),
        10 => $"{{\"${ops.NameOf(body, Kind.List)}/{random.Next(3)}\": []}}",
        11 => $"{{\"${ops.NameOf(body, Kind.List)}\": [{random.Next(-2, 3)}]}}",
        12 => Get(body, Kind.Record, ops.Pick("a", "b", "b", "c/add", "len"), "null"),
        13 => Get(body, Kind.Record, null, ops.Pick("\"a\"", "\"b\"", "\"b\"", "\"c\"")),
        14 => Get(body, Kind.Getter, null, Of(body, Kind.Number)),
        15 => $"{{\"${ops.NameOf(body, Kind.Poster)}\": {{\"a\": {Of(body, Kind.Number)}, "
            + $"\"b\": {Of(body, Kind.Number)}}}}}",
        17 => $"{{\"/test/{ops.Pick("later", "later", "cell")}\": [{Of(body, Kind.Number)}]}}",
        18 => Call(Ref + "op/get", body, Kind.Getter, Of(body, Kind.Number)),
        19 => Counted(body),
        20 => $"{{\"/state\": [{Of(body, Kind.Number)}]}}",
        _ => Get(body, Kind.Number, ops.Pick(s_comparisons), Of(body, Kind.Number)),
    };

    private string Flag(OpBody body) => random.Next(9) switch
    {
        < 3 => Binary(body, ops.Pick(s_comparisons)),
        3 => Binary(body, ops.Pick("and", "or", "xor")),
        4 => Get(body, Kind.Flag, "not", "null"),
        5 => Get(body, Kind.List, "contains", Of(body, Kind.Number)),
        6 => Get(body, ops.Pick(Kind.Record, Kind.List, Kind.Text), "is_none", "null"),
        7 => Get(body, Kind.Checker, null, Of(body, Kind.Number)),
        _ => Equality(body, ops.Pick(Kind.Record, Kind.List, Kind.Text)),
    };

    private string Equality(OpBody body, Kind kind) => ops.Once(2)
        ? Get(body, kind, ops.Pick("eq", "ne"), $"{Of(body, kind)}")
        : $"{{\"${ops.NameOf(body, kind)}/{ops.Pick("eq", "ne")}\": "
            + $"{{\"{ops.Pick("r", "eq")}\": {Of(body, kind)}}}}}";

    private string Text(OpBody body) => random.Next(4) switch
    {
        0 => $"{{\"${ops.NameOf(body, Kind.Text)}/render\": "
            + $"{{\"a\": {Of(body, Kind.Number)}, \"b\": {Of(body, Kind.Text)}}}}}",
        1 => Get(body, Kind.Text, "render", Of(body, Kind.List)),
        2 => $"{{\"{Value}string\": [{Of(body, Kind.Number)}]}}",
        _ => Small(Kind.Text),
    };

    private string List(OpBody body) => random.Next(10) switch
    {
        < 3 => Several(random.Next(4), () => Of(body, Kind.Number)),
        3 => Get(body, Kind.List, ops.Pick("append", "append", "zip"), Of(body, Kind.List)),
        4 or 5 => Call("map", body, Kind.List, $"{{\"op\": {Of(body, Kind.Getter)}}}"),
        6 => Call("filter", body, Kind.List, $"{{\"op\": {Of(body, Kind.Checker)}}}"),
        7 => $"{{\"/state/tuple/range\": [{random.Next(5)}]}}",
        8 => Get(body, Kind.List, null, ops.Pick(
            "[[\"in\", 0], null]", "[null, [\"ex\", 2]]", "[[\"ex\", 0], [\"in\", 1]]",
            "{\"/state/scalar/range\": [[\"in\", 1], null]}")),
        _ => $"{{\"/state/tuple/concatenate\": "
            + $"{{\"l\": {Of(body, Kind.List)}, \"r\": {Of(body, Kind.List)}}}}}",
    };

    private string Record(OpBody body) => random.Next(6) switch
    {
        < 2 => Entries(body, ops.Once(2)),
        2 => $"{{\"/state/scalar/map\": {Entries(body, true)}}}",
        3 => Fold(body),
        _ => Loop(body),
    };

    private string Entries(OpBody body, bool isLong)
    {
        var entries = $"\"a\": {Of(body, Kind.Number)}, \"b\": {Of(body, Kind.Number)}";
        return $"{{{entries}{(isLong ? $", \"c\": {Of(body, Kind.Getter)}" : "")}}}";
    }

    private string Fold(OpBody body)
    {
        var op = ops.Poster(
            body, Kind.Record, ("n", Kind.Number), ("a", Kind.Number), ("b", Kind.Number));
        return Call("fold", body, Kind.List, $"{{\"item_name\": \"n\", "
            + $"\"value\": {Of(body, Kind.Record)}, \"op\": {op}}}");
    }

    private string Loop(OpBody body)
    {
        var condition = Held(body, "{\"/state/scalar/op/post\": "
            + $"[[\"_return\", {{\"$i/lt\": [{random.Next(5)}]}}]]}}");
        var step = new OpBody(("a", Kind.Number), ("b", Kind.Number), ("i", Kind.Number));
        var next = $"{{\"i\": {{\"$i/add\": [1]}}, \"a\": {Of(step, Kind.Number)}, "
            + $"\"b\": {Of(step, Kind.Number)}}}";
        step.Statements.Add($"[\"_return\", {next}]");
        var form = $"{{\"/state/scalar/op/post\": [{string.Join(", ", step.Statements)}]}}";
        return $"{{\"{Ref}while\": [{condition}, {Held(body, form)}, {{\"i\": 0, "
            + $"\"a\": {Of(body, Kind.Number)}, \"b\": {Of(body, Kind.Number)}}}]}}";
    }

    private string Counted(OpBody body)
    {
        var condition = Definition("get", "\"n\", ", $"{{\"$n/lt\": [{random.Next(9)}]}}");
        var step = Definition("get", "\"n\", ", $"{{\"$n/add\": [{ops.Pick("1", "2", "0.5")}]}}");
        return $"{{\"{Ref}while\": [{Held(body, condition)}, {Held(body, step)}, {Literal()}]}}";
    }

    /// <summary>The op where it stands, or by way of a statement or a closure.</summary>
    private string Held(OpBody body, string op) => random.Next(3) switch
    {
        0 => op,
        1 => ops.Closed(body, [], op),
        _ => $"{{\"${ops.Add(body, Kind.Nothing, () => op)}\": []}}",
    };

    private string Nothing(OpBody body) => random.Next(6) switch
    {
        0 => $"{{\"/test/cell\": [{random.Next(100)}, {Of(body, Kind.Number)}]}}",
        1 => $"{{\"${ops.NameOf(body, Kind.Putter)}\": "
            + $"[{Of(body, Kind.Number)}, {Of(body, Kind.Number)}]}}",
        2 => $"{{\"{Ref}op/delete\": [{Name(body, Kind.Deleter)}, {Of(body, Kind.Number)}]}}",
        3 => Call("for_each", body, Kind.List, $"{{\"op\": {Of(body, Kind.Getter)}}}"),
        4 => $"{{\"/test/tick\": [{random.Next(100)}]}}",
        _ => $"{{\"{Ref}op/delete\": [\"/test/cell\", {random.Next(100)}]}}",
    };

    private string Binary(OpBody body, string method) => ops.Once(2)
        ? Get(body, Kind.Number, method, Of(body, Kind.Number))
        : $"{{\"${ops.NameOf(body, Kind.Number)}/{method}\": {{\"r\": {Of(body, Kind.Number)}}}}}";

    private string Get(OpBody body, Kind kind, string? method, string key) =>
        $"{{\"${ops.NameOf(body, kind)}{(method is null ? "" : "/" + method)}\": [{key}]}}";

    /// <summary>A call of a tuple's method, or one spelt as a class.</summary>
    private string Call(string method, OpBody body, Kind kind, string given) =>
        method.StartsWith('/') ? $"{{\"{method}\": [{Name(body, kind)}, {given}]}}"
            : $"{{\"${ops.NameOf(body, kind)}/{method}\": {given}}}";

    private string Literal() => random.Next(12) switch
    {
        < 6 => random.Next(-2, 6).ToString(CultureInfo.InvariantCulture),
        < 9 => (random.Next(-8, 24) / 4.0).ToString("0.0#", CultureInfo.InvariantCulture),
        9 => ops.Pick("true", "false", "0.0", "-0.0", "1e3", "255", "9007199254740993",
            "9007199254740992.0"),
        10 => ops.Pick("9223372036854775807", "18446744073709551615", "1e300", "-32768", "\"3\""),
        _ => Constructed(),
    };

    private string Constructed() => $"{{\"{NumberClass()}\": "
        + ops.Pick("3", "2.5", "200", "0", "[1, 2.5]", "true", "-1", "70000", "\"7\"") + "}";

    private string NumberClass() => $"{Value}number/{ops.Pick(s_classes)}".TrimEnd('/');

    private static string Several(int count, Func<string> make) =>
        $"[{string.Join(", ", Enumerable.Range(0, count).Select(_ => make()))}]";
}
