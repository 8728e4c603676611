using System.Buffers;
using System.Net;
using TinyChain.Ir.Values;

namespace TinyChain.Benchmarks.Programs;

/// <summary>A name put into a text, with what HTML gives a meaning escaped.</summary>
internal static class Template
{
    private const string Json = """
        {"/state/scalar/op/get": ["name", [
            ["hello", "Hello, {{name}}!"],
            ["text", {"$hello/render": {"name": {"$name": []}}}]
        ]]}
        """;

    /// <summary>The answer itself: a string of 13 characters.</summary>
    private const double AnswerBytes = 48;

    private static readonly SearchValues<char> s_special = SearchValues.Create("&<>\"'`=");

    internal static readonly BenchProgram Program = new(
        "template", Json, [("name", State.Of("World"))],
        HandCode.Of(Greet, "World", State.Of), new Bar(1.5, AnswerBytes));

    private static string Greet(string name)
    {
        var safe = name.AsSpan().ContainsAny(s_special) ? WebUtility.HtmlEncode(name) : name;
        return $"Hello, {safe}!";
    }
}
