using System.Globalization;
using System.Numerics;

namespace TinyChain.Tests.Reference;

/// <summary>
/// Small ops over numbers where classes end: integers that no float holds beside the floats next
/// to them, compared as literals, as parameters and in loops; and loops that pass a limit.
/// </summary>
internal sealed class EdgeGenerator(OpGenerator ops)
{
    private const string Ref = "/state/scalar/ref/";
    private const string Root = "/state/scalar/value/number/";

    private static readonly BigInteger[] s_edges =
    [
        BigInteger.One << 53, BigInteger.One << 53, -(BigInteger.One << 53), BigInteger.One << 54,
        BigInteger.One << 62, BigInteger.One << 63, -(BigInteger.One << 63), BigInteger.One << 64,
    ];

    private readonly BigInteger _edge = ops.Pick(s_edges);

    public string Form() => ops.Next(5) switch
    {
        < 2 => $"[{Called()}]",
        2 => $"[[\"x\", {Any()}], [\"y\", {Any()}], [\"r\", {Several(i =>
            $"{{\"${(i % 2 == 0 ? "x" : "y")}/{Comparison()}\": [{Other(i)}]}}")}]]",
        3 => $"[[\"t\", {Several(_ => Any())}], [\"r\", {{\"$t/filter\": {{\"op\": "
            + $"{Getter($"{{\"$k/{Comparison()}\": [{Any()}]}}")}}}}}]]",
        _ => $"[{Loop()}]",
    };

    /// <summary>One op for pairs of all classes, so that each makes its variant.</summary>
    private string Called()
    {
        var (one, other) = (ops.Pick(("a", "b"), ("b", "a"), ("a", "a")), Comparison());
        var body = $"[{{\"${one.Item1}/{Comparison()}\": [{{\"${one.Item2}\": []}}]}}, "
            + $"{{\"$a/{other}\": [{Any()}]}}]";
        if (ops.Once(3))
            body = $"{{\"{Ref}if\": [{{\"$a/{other}\": [{{\"$b\": []}}]}}, {body}, \"no\"]}}";
        var calls = Several(_ => $"{{\"$f\": {{\"a\": {Any()}, \"b\": {Any()}}}}}");
        return $"[\"f\", {{\"/state/scalar/op/post\": [[\"q\", {body}]]}}], [\"r\", {calls}]";
    }

    /// <summary>Some turns towards a limit: over it, or just not.</summary>
    private string Loop()
    {
        var step = ops.Pick("add", "add", "sub", "mul");
        var by = step == "mul" ? ops.Pick("2", "-1", "3")
            : ops.Pick("1", "2", "0.5", "{\"$i\": []}");
        var body = $"{{\"i\": {{\"$i/add\": [1]}}, \"x\": {{\"$x/{step}\": [{by}]}}, "
            + $"\"is\": {{\"$x/{Comparison()}\": [{ops.Pick(Any(), "{\"$x\": []}")}]}}}}";
        return $"[\"r\", {{\"{Ref}while\": [{Post($"{{\"$i/lt\": [{ops.Next(6)}]}}")}, "
            + $"{Post(body)}, {{\"i\": 0, \"x\": {Any()}}}]}}]";
    }

    private string Other(int i) => ops.Once(2) ? Any() : $"{{\"${(i % 2 == 0 ? "y" : "x")}\": []}}";

    private string Comparison() => ops.Pick(NumberGenerator.Comparisons);

    private string Several(Func<int, string> make) =>
        $"[{string.Join(", ", Enumerable.Range(0, ops.Next(3, 6)).Select(make))}]";

    private string Any() => ops.Next(12) switch
    {
        < 5 => Whole(),
        < 10 => Real(),
        10 => ops.Pick(
            $"\"{Whole()}\"", $"{{\"{Root}float/32\": {Real()}}}", "0", "-0.0", "true", "1.5"),
        _ => ops.Pick(
            "9223372036854775807", "-9223372036854775808", "18446744073709551615",
            $"{{\"{Root}uint/64\": {Whole().TrimStart('-')}}}"),
    };

    private string Whole()
    {
        var whole = _edge + ops.Next(-2, 3);
        return BigInteger.Clamp(whole, long.MinValue, ulong.MaxValue).ToString(
            CultureInfo.InvariantCulture);
    }

    private string Real()
    {
        var real = (double)_edge;
        real = ops.Pick(
            real, real, real, Math.BitIncrement(real), Math.BitDecrement(real), real + 2,
            real - 0.5);
        var text = real.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.') || text.Contains('E') ? text : text + ".0";
    }

    private static string Getter(string json) =>
        ExpressionGenerator.Definition("get", "\"k\", ", json);

    private static string Post(string json) => ExpressionGenerator.Definition("post", "", json);
}
