namespace TinyChain.Tests.Reference;

/// <summary>
/// Small ops that call one op with arguments of one class after another: directly, as an item's
/// op, through ops that hand it on, and as closures of one op over different captures.
/// </summary>
internal sealed class VariantGenerator(OpGenerator ops)
{
    private const string Ref = "/state/scalar/ref/";
    private const string Complex = "{\"/state/scalar/value/number/complex/64\": [1, -2]}";
    private const string Byte = "{\"/state/scalar/value/number/uint/8\": 200}";

    private static readonly string[] s_numbers =
        ["1", "2", "-3", "0.5", "2.0", "true", "false", Complex, Byte, "\"3\"", "4000000000"];

    private static readonly string[] s_others =
    [
        "null", "\"a\"", "[]", "[1, 2]", "{\"a\": 1}", "{\"/a/b\": []}", "1e300",
        "{\"/state/object/instance\": 4}", "{\"$f\": []}", "{\"/test/later\": [0.25]}",
    ];

    /// <summary>For states of any class, mostly.</summary>
    private static readonly string[] s_general =
    [
        "{\"$k/class\": []}", "{\"$k/is_none\": []}", "{\"$k/hash\": []}", "{\"$k\": []}",
        "[{\"$k\": []}, 1]", "{\"x\": {\"$k\": []}}", "{\"/test/later\": [{\"$k\": []}]}",
    ];

    public string Form() => ops.Next(5) switch
    {
        < 2 => $"[[\"f\", {Op(Body())}], [\"r\", {Several(() => $"{{\"$f\": [{Number()}]}}")}]]",
        2 => $"[[\"f\", {Op(ops.Pick(s_general))}], [\"r\", {Several(General)}]]",
        3 => HandedOn(),
        _ => Captured(),
    };

    private string General() =>
        $"{{\"$f\": [{(ops.Once(2) ? Number() : ops.Pick(s_others))}]}}";

    /// <summary>f goes through g and h before it is called.</summary>
    private string HandedOn()
    {
        var op = ops.Once(2) ? Op(Body()) : $"{{\"{Ref}with\": [[\"n\"], {Op(
            "{\"$k/add\": [{\"$n\": []}]}")}]}}";
        var h = ops.Pick(
            "{\"$f\": [{\"$x\": []}]}", "[{\"$f\": [{\"$x\": []}]}, {\"$f\": [0.5]}]",
            "{\"$f\": [{\"$f\": [{\"$x\": []}]}]}");
        var g = $"{{\"{Ref}with\": [[\"h\"], {Post(
            "{\"$h\": {\"f\": {\"$f\": []}, \"x\": {\"$x\": []}}}")}]}}";
        var calls = Several(() => $"{{\"$g\": {{\"f\": {{\"$f\": []}}, \"x\": {Number()}}}}}");
        return $"[[\"n\", {Number()}], [\"f\", {op}], [\"h\", {Post(h)}], [\"g\", {g}], "
            + $"[\"r\", {calls}]]";
    }

    /// <summary>The same op over captures of several classes, for each of several items.</summary>
    private string Captured()
    {
        var op = Op($"{{\"$k/{ops.Pick("add", "mul", "sub", "gt", "eq")}\": [{{\"$c\": []}}]}}");
        var calls = Several(() => $"{{\"$t/map\": {{\"op\": {{\"/state/closure\": "
            + $"[{{\"c\": {Number()}}}, {op}]}}}}}}");
        return $"[[\"t\", {Several(Number)}], [\"r\", {calls}]]";
    }

    private string Body() => ops.Next(6) switch
    {
        < 2 => $"{{\"$k/{ops.Pick("add", "mul", "sub", "pow", "div")}\": [{Number()}]}}",
        2 => $"{{\"$k/{ops.Pick(NumberGenerator.Comparisons)}\": [{Number()}]}}",
        3 => $"{{\"{Ref}if\": [{{\"$k/gt\": [{Number()}]}}, {{\"$k/mul\": [{{\"$k\": []}}]}}, "
            + $"{{\"$k/add\": [{Number()}]}}]}}",
        4 => $"{{\"{Ref}while\": [{Turn("lt", "5")}, {Turn("add", ops.Pick("1", "1.5"))}, "
            + "{\"$k\": []}]}",
        _ => $"[{{\"$k/abs\": []}}, {{\"$k/{ops.Pick("add", "mul")}\": [{Number()}]}}, "
            + "{\"$k/class\": []}]",
    };

    private string Number() => ops.Pick(s_numbers);

    private string Several(Func<string> make) =>
        ExpressionGenerator.Several(ops.Next(2, 5), make);

    private static string Turn(string method, string operand) =>
        Op($"{{\"$k/{method}\": [{operand}]}}");

    private static string Op(string json) =>
        ExpressionGenerator.Definition("get", "\"k\", ", json);

    private static string Post(string json) => ExpressionGenerator.Definition("post", "", json);
}
