using System.Text;

namespace TinyChain.Tests.Conformance;

/// <summary>What an attacker, or a program gone wrong, sends: name → request.</summary>
internal static class HostileInputs
{
    private const string EndlessWhile = """
        {"/state/scalar/ref/while": [
            {"/state/scalar/op/post": [["c", true]]},
            {"/state/scalar/op/post": [["s", {"i": {"$i/add": [1]}}]]},
            {"i": 0}]}
        """;

    public static readonly IReadOnlyDictionary<string, (string Verb, string Target, byte[]? Body)>
        All = new Dictionary<string, (string, string, byte[]?)>
        {
            ["200,000 nested brackets"] = Op(Nested("[", "1", "]", 200_000)),
            ["200,000 opening brackets"] = Text(new string('[', 200_000)),
            ["200,000 nested maps"] = Op(Nested("""{"a":""", "1", "}", 200_000)),
            ["5,000 nested afters"] =
                Op(Nested("""{"/state/scalar/ref/after":[1,""", "1", "]}", 5_000)),
            ["an endless while"] = Op(EndlessWhile),
            ["a while in each of a million items"] = Statements(
                ("w", """{"/state/scalar/op/get":["k",[["r",""" + EndlessWhile + "]]]}"),
                ("t", """{"/state/tuple/range":[1000000]}"""),
                ("r", """{"$t/map":{"op":{"$w":[]}}}""")),
            ["an op that is handed itself"] = Statements(
                ("f", """{"/state/scalar/op/post":[["r",{"$g":{"g":{"$g":[]}}}]]}"""),
                ("r", """{"$f":{"g":{"$f":[]}}}""")),
            ["an op cut short"] = Text("""{"op": ["""),
            ["broken UTF-8"] = Post([.. """{"op":[["r","""u8, 0x22, 0xff, 0xc0, .. "\"]]}"u8]),
            ["a lone surrogate"] = Op("""
                "\ud800"
                """),
            ["an empty body"] = Text(""),
            ["a body of blanks"] = Text(new string(' ', 1_000_000)),
            ["a verb that nobody has"] = ("PATCH", "/lib", []),
            ["a path out of the tree"] = ("GET", "/lib/../../etc/passwd", null),
            ["a path out of the tree, encoded"] = ("GET", "/lib/%2e%2e/%2e%2e/etc/passwd", null),
            ["a range of two thousand million"] =
                ("GET", "/state/tuple/range?key=2000000000", null),
            ["such a range in an op"] = Op("""{"/state/tuple/range":[[0,2000000000]]}"""),
            ["a tuple doubled 60 times"] = Doubled("1", """[{"$x":[]},{"$x":[]}]"""),
            ["a map doubled 60 times"] = Doubled("1", """{"a":{"$x":[]},"b":{"$x":[]}}"""),
            ["a text doubled 60 times"] = Doubled(
                "\"ab\"", """{"$twice/render":{"a":{"$x":[]}}}""", ("twice", "\"{{a}}{{a}}\"")),
            ["100,000 statements"] = Statements(
                [.. Enumerable.Range(0, 100_000).Select(n => ($"x{n}", "1"))]),
            ["9,000 statements in a row after a missing one"] = Statements(
                [.. Enumerable.Range(1, 9_000).Select(n =>
                    ($"x{n}", """{"$x":[]}""".Replace("$x", $"$x{n - 1}")))]),
            ["a key of 100,000 bytes"] =
                ("GET", $"/state?key=%22{new string('a', 100_000)}%22", null),
            ["a key of nested brackets"] =
                ("GET", $"/state?key={Nested("[", "1", "]", 3_000)}", null),
            ["a path of 4,000 names"] =
                ("GET", "/lib" + string.Concat(Enumerable.Repeat("/a", 4_000)), null),
            ["a template of 100,000 opened blocks"] = Statements(
                ("s", $"\"{string.Concat(Enumerable.Repeat("{{#if a}}", 100_000))}\""),
                ("r", """{"$s/render":{"a":1}}""")),
        };

    private static string Nested(string open, string inner, string close, int times) =>
        new StringBuilder()
            .Insert(0, open, times).Append(inner).Append(string.Concat(
                Enumerable.Repeat(close, times)))
            .ToString();

    /// <summary>x0 is the seed; each x after it is made of the one before, `$x`.</summary>
    private static (string, string, byte[]?) Doubled(
        string seed, string twice, params (string Name, string Value)[] before) =>
        Statements([
            .. before, ("x0", seed),
            .. Enumerable.Range(1, 60).Select(n =>
                ($"x{n}", twice.Replace("$x", $"$x{n - 1}", StringComparison.Ordinal))),
        ]);

    private static (string, string, byte[]?) Op(string value) => Statements(("r", value));

    private static (string, string, byte[]?) Statements(params (string Name, string Value)[] form)
    {
        var pairs = form.Select(s => $"[\"{s.Name}\",{s.Value}]");
        return Text($"{{\"op\":[{string.Join(',', pairs)}]}}");
    }

    private static (string, string, byte[]?) Text(string text) =>
        Post(Encoding.UTF8.GetBytes(text));

    private static (string, string, byte[]?) Post(byte[] body) =>
        ("POST", "/transact/hypothetical", body);
}
