namespace TinyChain.Tests.Reference;

/// <summary>
/// Classes, mostly of numbers, and their instances. In each `a` is a value and `m` a GET method;
/// many have `p`, a POST method of `a` and `b`, `w` for PUT, `d` for DELETE, and `c`, which
/// answers with a closure.
/// </summary>
internal sealed class ObjectGenerator(OpGenerator ops, ExpressionGenerator make)
{
    private const string Object = "/state/object/";
    private const string Method = "{\"/state/scalar/op/get\": [\"k\", [[\"r\", ";

    private static readonly string[] s_parents =
    [
        "/class", "/state/class", "/class/nowhere/0.0.0/C", "/state/scalar/value/string",
        "/state/tuple", "/state/map", "/state/scalar/value", "/state/object/class",
    ];

    public static string Small(OpGenerator ops, Kind kind) => kind == Kind.Thing
        ? $"{{\"{Object}instance\": "
            + ops.Pick("3", "2.5", "0", "4", "\"7\"", "true", "{\"a\": 2}") + "}"
        : $"{{\"{Object}class\": {{\"{Parent(ops)}\": {{\"a\": {ops.Pick("2", "0.5")}, \"m\": "
            + Method + ops.Pick("{\"$self/mul\": [{\"$k\": []}]}", "{\"$self/a\": []}")
            + "]]]}}}}";

    public string Model(OpBody body) => ops.Next(9) switch
    {
        0 => make.Post(body, ops.Pick(Kind.Number, Kind.Text), "class", Prototype(body)),
        1 => make.Get(body, Kind.Thing, "class", "null"),
        2 => $"{{\"{Object}class\": [\"{Parent(ops)}\", {{{Prototype(body)}}}]}}",
        _ => $"{{\"{Object}class\": {{\"{Parent(ops)}\": {{{Prototype(body)}}}}}}}",
    };

    public string Thing(OpBody body) => ops.Next(10) switch
    {
        < 6 => make.Get(body, Kind.Model, null, make.Of(body, Kind.Number)),
        6 => make.Post(body, Kind.Model, null, Members(body)),
        7 => make.Post(body, Kind.Model, null, ""),
        8 => $"{{\"{Object}instance\": {make.Of(body, Kind.Number)}}}",
        _ => $"{{\"{Object}instance\": {make.Of(body, make.AnyKind())}}}",
    };

    /// <summary>A number that an instance or a class answers with, or counts as.</summary>
    public string Number(OpBody body) => ops.Next(14) switch
    {
        < 2 => make.Name(body, Kind.Thing),
        < 5 => make.Get(body, Kind.Thing, "m", make.Of(body, Kind.Number)),
        5 or 6 => make.Get(body, Kind.Thing, ops.Pick("a", "a", "b", "deep/0"), "null"),
        7 => make.Get(
            body, Kind.Thing, ops.Pick("add", "mul", "sub", "a/add", "eq", "lt"),
            make.Of(body, Kind.Number)),
        8 => make.Get(body, Kind.Thing, null, "null"),
        9 => make.Post(
            body, Kind.Thing, "p",
            $"\"a\": {make.Of(body, Kind.Number)}, \"b\": {make.Of(body, Kind.Number)}"),
        10 => make.Get(body, Kind.Model, "a", "null"),
        11 => make.Get(body, Kind.Model, "m", make.Of(body, Kind.Number)),
        12 => make.Get(body, Kind.Thing, ops.Pick("abs", "round", "not", "is_none"), "null"),
        _ => $"{{\"/test/later\": [{make.Name(body, Kind.Thing)}]}}",
    };

    public string Nothing(OpBody body) => ops.Once(2)
        ? $"{{\"${ops.NameOf(body, Kind.Thing)}/w\": "
            + $"[{make.Of(body, Kind.Number)}, {make.Of(body, Kind.Number)}]}}"
        : $"{{\"/state/scalar/ref/op/delete\": [\"${ops.NameOf(body, Kind.Thing)}/d\", "
            + $"{make.Of(body, Kind.Number)}]}}";

    /// <summary>A getter that a method made, with its subject.</summary>
    public string Closure(OpBody body) => make.Get(body, Kind.Thing, "c", "null");

    private static string Parent(OpGenerator ops) =>
        ops.Once(3) ? ops.Pick(s_parents) : NumberGenerator.ClassOf(ops);

    private string Prototype(OpBody body)
    {
        var entries = new List<string>
        {
            $"\"a\": {make.Of(body, Kind.Number)}",
            $"\"m\": {(ops.Once(4) ? Recursive() : Getter("k", Kind.Number))}",
        };
        if (ops.Once(2)) entries.Add($"\"p\": {Poster()}");
        if (ops.Once(4)) entries.Add($"\"w\": {Putter()}");
        if (ops.Once(4)) entries.Add($"\"d\": {Deleter()}");
        if (ops.Once(4)) entries.Add($"\"c\": {Getter("k", Kind.Getter)}");
        if (ops.Once(6)) entries.Add($"\"deep\": {make.Small(Kind.List)}");
        if (ops.Once(6)) entries.Add($"\"{ops.Pick("add", "mul", "is_none", "class")}\": "
            + (ops.Once(2) ? "5" : Getter("k", Kind.Number)));
        return string.Join(", ", entries);
    }

    private string Members(OpBody body)
    {
        var (name, kind) = ops.Pick(
            ("b", Kind.Number), ("m", Kind.Getter), ("deep", Kind.List), ("t", Kind.Thing));
        return $"\"a\": {make.Of(body, Kind.Number)}, \"{name}\": {make.Of(body, kind)}";
    }

    /// <summary>Through `$self`, once for each whole number below its key.</summary>
    private string Recursive() => Method + "{\"/state/scalar/ref/if\": [{\"$k/gt\": [0]}, "
        + $"{{\"/state/scalar/ref/after\": [{{\"/test/tick\": [{ops.Next(4)}]}}, "
        + "{\"$self/m\": [{\"$k/sub\": [1]}]}]}, "
        + ops.Pick("{\"$self/a\": []}", "{\"$self\": []}", "0") + "]}]]]}";

    private string Getter(string key, Kind result) => ops.Op(
        "get", $"\"{key}\", ", Inside((key, Kind.Number)), result);

    private string Poster() => ops.Op(
        "post", "", Inside(("a", Kind.Number), ("b", Kind.Number)), Kind.Number);

    private string Putter() => ops.Op(
        "put", "\"k\", \"v\", ", Inside(("k", Kind.Number), ("v", Kind.Number)), Kind.Nothing);

    private string Deleter() => ops.Op(
        "delete", "\"k\", ", Inside(("k", Kind.Number)), Kind.Nothing);

    private static OpBody Inside(params (string, Kind)[] names) =>
        new([.. names, ("self", Kind.Thing)]);
}
