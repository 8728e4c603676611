namespace TinyChain.Tests.Reference;

/// <summary>Strings, and the values that are neither they nor numbers.</summary>
internal sealed class ValueGenerator(OpGenerator ops, ExpressionGenerator make)
{
    private const string Value = "/state/scalar/value/";

    public static string Literal(OpGenerator ops, Kind kind) => kind == Kind.Text
        ? ops.Pick(
            "\"\"", "\"a\"", "\"{{a}}-{{b}}\"", "\"5\"", "\"true\"", "\"abc\"", "\"b\\u00e9\"",
            "\"a\\ud83d\\ude00c\"", "\"{{{a}}}{{c}}\"", "\"a.b@c.de\"", "\"1.2.3\"", "\"/a/b\"")
        : ops.Pick(
            Made("id", "\"a\""), Made("id", "\"foo\""), "{\"/a/b\": []}", "{\"/a\": {}}",
            Made("link", "\"/a/b\""), Made("version", "\"1.2.3\""), Made("version", "[1, 10, 2]"),
            Made("bytes", "\"aGk=\""), Made("bytes", "[1, 2, 255]"), Made("email", "\"a@b.c\""),
            $"{{\"{Value}string\": []}}");

    public string Text(OpBody body) => ops.Next(9) switch
    {
        0 => make.Post(body, Kind.Text, "render",
            $"\"a\": {make.Of(body, Kind.Number)}, \"b\": {make.Of(body, Kind.Text)}"),
        1 => make.Get(body, Kind.Text, "render", make.Of(body, ops.Pick(Kind.List, Kind.Mark))),
        2 => make.Post(body, Kind.Text, "render", $"\"a\": {make.Of(body, make.AnyKind())}"),
        3 => Made("string", $"[{make.Of(body, ops.Pick(Kind.Number, Kind.Mark, Kind.Text))}]"),
        4 or 5 => make.Post(body, Kind.Text, "concat", $"\"r\": {make.Of(body, Kind.Text)}"),
        6 => make.Get(body, Kind.Text, "concat", make.Of(body, Kind.Text)),
        7 => ListGenerator.Slice(ops, make, body, Kind.Text),
        _ => ListGenerator.Part(ops, make, body, (Kind.Text, ops.Pick("head", "tail"))),
    };

    public string Mark(OpBody body) => ops.Next(10) switch
    {
        0 => make.Get(body, make.AnyKind(), "class", ops.Pick("null", "null", "1")),
        1 => make.Get(body, make.AnyKind(), "hash", "null"),
        < 6 => Made(
            ops.Pick("id", "link", "version", "bytes", "email", "string"),
            $"[{make.Of(body, ops.Pick(Kind.Text, Kind.Mark))}]"),
        6 => Made(ops.Pick("string", "id", "bytes") + "/uuid", ops.Pick(
            "[\"8d0e0a1c-4b7e-4f8e-9d2b-1a2b3c4d5e6f\"]", $"[{make.Of(body, Kind.Mark)}]")),
        7 => Reflected(body),
        8 => $"{{\"{Value.TrimEnd('/')}\": [{make.Of(body, Kind.Mark)}]}}",
        _ => Literal(ops, Kind.Mark),
    };

    /// <summary>What an op is made of: docs/decisions/0011.</summary>
    private string Reflected(OpBody body)
    {
        var kind = ops.Pick(Kind.Getter, Kind.Poster, Kind.Putter, Kind.Deleter, Kind.Checker);
        var path = ops.Pick(
            "reflect/class", "reflect/ref_parts", "op/reflect/form", "op/reflect/last_id",
            "op/reflect/scalars");
        var name = ops.Pick("op", "op", "scalar");
        return $"{{\"/state/scalar/{path}\": {{\"{name}\": "
            + $"{make.Of(body, ops.Once(8) ? make.AnyKind() : kind)}}}}}";
    }

    private static string Made(string name, string payload) => $"{{\"{Value}{name}\": {payload}}}";
}
