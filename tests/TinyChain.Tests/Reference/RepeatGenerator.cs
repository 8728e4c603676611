namespace TinyChain.Tests.Reference;

/// <summary>
/// Ops in which the same few calls, of constants and of what an op is given, stand again and again:
/// in a row, in branches, in loops, and in ops that are called.
/// </summary>
internal sealed class RepeatGenerator(OpGenerator ops)
{
    private static readonly string[] s_constants =
        ["2", "3", "0.5", "2", "true", "0", "-1", "9223372036854775807", "\"ab\"", "null"];

    private readonly List<string> _names = ["x", "y"];

    public string Form()
    {
        var statements = new List<string>
        {
            $"[\"x\", {ops.Pick(s_constants)}]", $"[\"y\", {ops.Pick(s_constants)}]",
            $"[\"t\", {ops.Pick("[1, 2.5, 2]", "[\"ab\", 1]", "[[1], 7]", "[]")}]",
            $"[\"m\", {ops.Pick("{\"a\": 1, \"b\": 0.5}", "{\"a\": \"ab\"}")}]",
            $"[\"text\", {ops.Pick("\"ab\"", "\"Hi {{a}}!\"", "\"{{#each b}}.{{/each}}\"")}]",
            $"[\"f\", {Callee()}]",
        };
        for (var count = ops.Next(1, 7); count > 0; count--)
        {
            statements.Add($"[\"s{count}\", {Of(ops.Next(1, 4))}]");
            _names.Add($"s{count}");
        }

        var result = ExpressionGenerator.Several(ops.Next(1, 4), () => Of(3));
        statements.Add($"[\"_return\", {(ops.Once(3) ? Of(3) : result)}]");
        return $"[{string.Join(", ", statements)}]";
    }

    /// <summary>`depth` calls within calls at most.</summary>
    private string Of(int depth) => ops.Next(depth > 0 ? 16 : 4) switch
    {
        0 => ops.Pick(s_constants),
        < 4 => $"{{\"${ops.Pick<string>([.. _names])}\": []}}",
        4 => $"{{\"/state/scalar/ref/if\": [{Condition(depth)}, {Of(depth - 1)}, "
            + $"{Of(depth - 1)}]}}",
        5 => $"{{\"$f\": [{Of(depth - 1)}]}}",
        6 => $"{{\"$t\": [{ops.Pick("0", "1", "-1", "null", "{\"$x\": []}")}]}}",
        7 => $"{{\"$text/{ops.Pick("concat", "eq", "ne")}\": [{ops.Pick("\"ab\"", "1")}]}}",
        8 => $"{{\"$text/render\": {ops.Pick("{\"a\": 1}", "{\"a\": {\"$x\": []}}")}}}",
        9 => $"{{\"$m{ops.Pick("/a", "/b", "/len", "/a/add")}\": [{ops.Pick("null", "2")}]}}",
        10 => $"{{\"$t/{ops.Pick("len", "head", "tail")}\": [null]}}",
        11 => $"{{\"/state/scalar/value/number/float/64\": [{Of(depth - 1)}]}}",
        _ => $"{{\"${ops.Pick<string>([.. _names])}/{ops.Pick("add", "add", "mul", "div", "lt")}\""
            + $": [{Of(depth - 1)}]}}",
    };

    private string Condition(int depth) => ops.Next(3) switch
    {
        0 => ops.Pick("true", "false", "1", "\"true\"", "0.0"),
        1 => $"{{\"${ops.Pick("x", "y")}/lt\": [2]}}",
        _ => Of(depth - 1),
    };

    /// <summary>An op, or a loop of one, of the same calls.</summary>
    private string Callee()
    {
        var inner = new RepeatGenerator(ops);
        var body = $"[\"x\", {ops.Pick(s_constants)}], [\"z\", {inner.Call()}], "
            + $"[\"w\", {inner.Call()}]";
        var result = ops.Once(2) ? "{\"$z/add\": [{\"$w\": []}]}"
            : "{\"/state/scalar/ref/while\": ["
                + "{\"/state/scalar/op/get\": [\"i\", [[\"c\", {\"$i/lt\": [20]}]]]}, "
                + "{\"/state/scalar/op/get\": [\"i\", [[\"v\", {\"$i/add\": [3]}], "
                + "[\"n\", {\"$i/add\": [3]}], "
                + "[\"_\", {\"/state/scalar/ref/if\": [{\"$v/lt\": [9]}, {\"$n\": []}, "
                + "{\"$i/add\": [{\"$n\": []}]}]}]]]}, {\"$w\": []}]}";
        return $"{{\"/state/scalar/op/get\": [\"y\", [{body}, [\"_\", {result}]]]}}";
    }

    private string Call() =>
        $"{{\"${ops.Pick("x", "y")}/{ops.Pick("add", "mul")}\": [{ops.Pick("2", "0.5")}]}}";
}
