namespace TinyChain.Tests.Reference;

/// <summary>
/// Random libraries whose ops call one another and themselves, with arguments of several classes;
/// often without an end, which fuel or depth then is, and with a mistake now and then. One seed,
/// one library.
/// </summary>
internal sealed class LibraryGenerator
{
    public const string Item = "/lib/test/calls";

    private readonly Random _random;
    private readonly bool[] _arePosts;

    private LibraryGenerator(int seed)
    {
        _random = new Random(seed);
        _arePosts = [.. Enumerable.Range(0, _random.Next(2, 5)).Select(_ => Once(3))];
    }

    /// <summary>The definition, and for each op, by its name, whether it is a POST.</summary>
    public static (string Json, bool[] ArePosts) Make(int seed)
    {
        var made = new LibraryGenerator(seed);
        var ops = made._arePosts.Select((isPost, i) => $"\"f{i}\": {made.Op(isPost)}");
        return ($"{{\"{Item}\": {{{string.Join(", ", ops)}}}}}", made._arePosts);
    }

    private string Op(bool isPost)
    {
        List<string> names = isPost ? ["a", "b"] : ["n"];
        var statements = new List<string>();
        var count = _random.Next(2, 7);
        for (var i = 0; i < count; i++)
        {
            statements.Add($"[\"s{i}\", {Expression(names)}]");
            names.Add($"s{i}");
        }

        var last = names[^1];
        statements.Add(Once(2)
            ? $"[\"r\", {If($"{{\"${names[0]}/{Pick("lt", "gt", "eq")}\": {_random.Next(4)}}}",
                Argument(names), $"{{\"${last}\": []}}")}]"
            : $"[\"r\", {{\"${last}\": []}}]");
        var form = $"[{string.Join(", ", statements)}]";
        return isPost ? $"{{\"/state/scalar/op/post\": {form}}}"
            : $"{{\"/state/scalar/op/get\": [\"n\", {form}]}}";
    }

    private string Expression(List<string> names) => _random.Next(20) switch
    {
        < 7 => Method(names),
        < 14 => Call(names),
        14 => If(Method(names), Argument(names), Argument(names)),
        15 => $"{{\"${Pick([.. names])}/{Pick("lt", "gte", "eq")}\": {Argument(names)}}}",
        16 => Pick("1", "2.5", "true", "\"x\"", "null", "9223372036854775807", "[1, 2]"),
        17 => $"[{Argument(names)}, {Argument(names)}]",
        18 => Once(2) ? Function(names) : Loop(names),
        _ => $"{{\"/state/scalar/ref/if\": [{{\"${names[0]}/gt\": 1}}, "
            + $"{Argument(names)}, {Argument(names)}]}}",
    };

    private string Function(List<string> names)
    {
        var path = Pick(
            "/state/scalar/value/string", "/state/scalar/value/number/float/64",
            "/state/scalar/value/number", "/state/scalar/value/number/int/32",
            "/state/scalar/value/id", "/error/conflict");
        return $"{{\"{path}\": [{Argument(names)}]}}";
    }

    private string Method(List<string> names) =>
        $"{{\"${(Once(2) ? names[0] : Pick([.. names]))}"
        + $"/{Pick("sub", "sub", "sub", "add", "mul", "div", "mod")}\": {Argument(names)}}}";

    private string Call(List<string> names)
    {
        var callee = _random.Next(_arePosts.Length);
        var isPost = Once(40) ? Once(2) : _arePosts[callee];
        var link = Once(60) ? $"{Item}/0.0.1/f{callee}" : Once(60) ? $"{Item}/0.0.0/f9"
            : $"{Item}/0.0.0/f{callee}";
        if (!isPost) return $"{{\"{link}\": [{(Once(30) ? "null" : Argument(names))}]}}";
        var extra = Once(40) ? ", \"s0\": 1" : Once(20) ? ", \"z\": 1" : "";
        return Once(30) ? $"{{\"{link}\": {{\"a\": {Argument(names)}}}}}"
            : $"{{\"{link}\": {{\"a\": {Argument(names)}, \"b\": {Argument(names)}{extra}}}}}";
    }

    /// <summary>A call in a loop over a tuple, by an op of its own.</summary>
    private string Loop(List<string> names) =>
        $"{{\"/state/scalar/ref/with\": [[\"{Pick([.. names])}\"], "
        + $"{{\"/state/scalar/op/get\": [\"i\", [[\"c\", {Call(["i"])}]]]}}]}}";

    private string Argument(List<string> names) => _random.Next(10) switch
    {
        < 2 => $"{_random.Next(-1, 6)}",
        2 => Pick("0.5", "true", "\"y\"", "3.0"),
        _ => $"{{\"${(Once(3) ? names[0] : names[^1])}\": []}}",
    };

    private static string If(string condition, string then, string otherwise) =>
        $"{{\"/state/scalar/ref/if\": [{condition}, {then}, {otherwise}]}}";

    private bool Once(int inSoMany) => _random.Next(inSoMany) == 0;

    private string Pick(params ReadOnlySpan<string> items) => items[_random.Next(items.Length)];
}
