using System.Globalization;
using TinyChain.Ir.Intrinsics;

namespace TinyChain.Tests.Reference;

/// <summary>What makes a number: literals, methods, and calls whose result is one.</summary>
internal sealed class NumberGenerator(
    OpGenerator ops, ExpressionGenerator make, ObjectGenerator objects, LoopGenerator loops)
{
    private const string Root = "/state/scalar/value/number/";

    private static readonly string[] s_classes =
    [
        "bool", "uint", "uint/8", "uint/16", "uint/32", "uint/64", "int", "int/16", "int/32",
        "int/64", "float", "float/32", "float/64", "complex", "complex/32", "complex/64", "",
    ];

    private static readonly string[] s_binary =
        ["add", "add", "sub", "mul", "mul", "div", "mod", "pow", "log"];

    /// <summary>The methods without an operand; `not` makes no number.</summary>
    private static readonly string[] s_unary =
    [
        .. NumberIntrinsics.All.Where(m => m.Key == KeyRule.Forbidden).Select(m => m.Name)
            .Where(name => name != "not"),
    ];

    public static ReadOnlySpan<string> Comparisons =>
        new[] { "lt", "le", "gt", "ge", "eq", "ne", "gte", "lte" };

    public static string ClassOf(OpGenerator ops) => $"{Root}{ops.Pick(s_classes)}".TrimEnd('/');

    public static string Literal(OpGenerator ops) => ops.Next(12) switch
    {
        < 6 => ops.Next(-2, 6).ToString(CultureInfo.InvariantCulture),
        < 9 => (ops.Next(-8, 24) / 4.0).ToString("0.0#", CultureInfo.InvariantCulture),
        9 => ops.Pick("true", "false", "0.0", "-0.0", "1e3", "255", "9007199254740993",
            "9007199254740992.0"),
        10 => ops.Pick("9223372036854775807", "18446744073709551615", "1e300", "-32768", "\"3\""),
        _ => Constructed(ops),
    };

    public string Of(OpBody body) => ops.Next(24) switch
    {
        0 => Constructed(ops),
        1 => $"{{\"{ClassOf(ops)}\": [{make.Name(body, Kind.Number)}]}}",
        < 7 => Binary(body, ops.Pick(s_binary)),
        7 or 8 => Unary(body),
        9 => Part(body),
        10 => InRecord(body),
        < 14 => Call(body),
        < 18 => objects.Number(body),
        18 or 19 => loops.Number(body),
        20 => World(body),
        21 => $"{{\"/state{ops.Pick("", "/scalar", "/scalar/value")}\": "
            + $"[{make.Of(body, Kind.Number)}]}}",
        22 => make.Get(
            body, ops.Pick(Kind.List, Kind.Grid, Kind.Text, Kind.Record), "len", "null"),
        _ => make.Get(
            body, Kind.Number, ops.Pick(Comparisons), make.Of(body, Kind.Number)),
    };

    private static string Constructed(OpGenerator ops) => $"{{\"{ClassOf(ops)}\": "
        + ops.Pick("3", "2.5", "200", "0", "[1, 2.5]", "true", "-1", "70000", "\"7\"") + "}";

    private string Binary(OpBody body, string method)
    {
        var operand = make.Of(body, ops.Once(12) ? Kind.Thing : Kind.Number);
        return ops.Once(2) ? make.Get(body, Kind.Number, method, operand)
            : make.Post(body, Kind.Number, method, $"\"r\": {operand}");
    }

    private string Unary(OpBody body) => make.Get(
        body, Kind.Number,
        ops.Once(3) ? ops.Pick("abs", "round", "real", "imag") : ops.Pick(s_unary), "null");

    /// <summary>An item of a tuple.</summary>
    private string Part(OpBody body) => ops.Next(4) switch
    {
        0 => $"{{\"${ops.NameOf(body, Kind.List)}/{ops.Next(3)}\": []}}",
        1 => make.Get(body, Kind.List, null, $"{ops.Next(-2, 3)}"),
        2 => ops.Once(2) ? make.Get(body, Kind.List, "head", "null")
            : make.Post(body, Kind.List, "head", ""),
        _ => make.Get(
            body, Kind.Grid, ops.Pick("0/0", "1/0", "0/len", "1/1/0", "0/head", "1"), "null"),
    };

    private string InRecord(OpBody body) => ops.Next(4) switch
    {
        0 => make.Get(body, Kind.Record, null, ops.Pick("\"a\"", "\"b\"", "\"b\"", "\"c\"")),
        1 => make.Get(body, Kind.Record, "c", make.Of(body, Kind.Number)),
        2 => make.Get(body, Kind.Record, ops.Pick("a/add", "b/mul"), make.Of(body, Kind.Number)),
        _ => make.Get(body, Kind.Record, ops.Pick("a", "b", "b", "c/add"), "null"),
    };

    private string Call(OpBody body)
    {
        var key = make.Of(body, Kind.Number);
        return ops.Next(5) switch
        {
            < 2 => make.Get(body, Kind.Getter, null, key),
            2 => $"{{\"/state/scalar/ref/op/get\": [{make.Subject(body, Kind.Getter)}, {key}]}}",
            3 => make.Post(
                body, Kind.Poster, null, $"\"a\": {key}, \"b\": {make.Of(body, Kind.Number)}"),
            _ => $"{{\"/state/scalar/ref/op/post\": [\"${ops.NameOf(body, Kind.Poster)}\", "
                + $"{{\"a\": {key}, \"b\": {make.Of(body, Kind.Number)}}}]}}",
        };
    }

    private string World(OpBody body) => ops.Once(2) ? $"{{\"/test/tick\": [{ops.Next(100)}]}}"
        : $"{{\"/test/{ops.Pick("later", "later", "cell")}\": [{make.Of(body, Kind.Number)}]}}";
}
