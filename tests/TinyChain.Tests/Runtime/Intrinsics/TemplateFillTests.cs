using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;
using TinyChain.Tests.Ir.Encodings;
using TinyChain.Tests.Runtime.Execution;
using Xunit;

namespace TinyChain.Tests.Runtime.Intrinsics;

/// <summary>A template in an op's own words renders as the template engine renders it.</summary>
public class TemplateFillTests
{
    private static readonly string[] s_pieces =
    [
        "{{a}}", "{{b}}", "{{c}}", "{{ a }}", "{{{a}}}", "{{this}}", "{{else}}", "{{log}}", "{",
        "}", "}}", "&<", "\"'`=", " x ", "\n", "\r\n  ", "", "ü😀", "\\\\", "{{&a}}", "{{a}}}",
        "{{lookup}}", "{{!a}}", "{{a.b}}", "{{if}}", "{{_x1}}", "{{null}}", "{{each}}", "{{with}}",
    ];

    private static readonly (string Json, State Value)[] s_values =
    [
        ("\"World\"", State.Of("World")), ("\"\"", State.Of("")), ("null", State.None),
        ("\"<b>&'`=\\\"\"", State.Of("<b>&'`=\"")), ("0", State.Of(0L)), ("2.0", State.Of(2.0)),
        ("true", State.Of(true)), ("[]", State.Of(TupleState.Empty)),
        ("[1, \"<\"]", State.Tuple([State.Of(1L), State.Of("<")])),
        ("{\"/a/b\": []}", State.Of(Link.Local("/a/b"))),
    ];

    [Fact]
    public async Task Random_templates_render_as_the_engine_renders_them()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 400; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(5))
                .Select(_ => s_pieces[random.Next(s_pieces.Length)]));
            var (a, b) = (Value(random), Value(random));
            var expected = StringBodies.Render(
                State.Of(text), State.Map([Id.Of("_x1"), Id.Of("a"), Id.Of("b"), Id.Of("else")],
                    [a.Value, a.Value, b.Value, b.Value]));
            var json = System.Text.Json.JsonSerializer.Serialize(text);
            var actual = await OpRun.Start(
                $$$"""
                [["t", {{{json}}}], ["x", {{{a.Json}}}], ["y", {{{b.Json}}}], ["r", {"$t/render":
                {"a": {"$x": []}, "b": {"$y": []}, "_x1": {"$x": []}, "else": {"$y": []} } }]]
                """,
                new SlowVerbs());
            Assert.True(
                Show(expected) == Show(actual),
                $"seed {seed}: {json} of {a.Json} and {b.Json}: {Show(actual)}, "
                    + $"not {Show(expected)}");
        }
    }

    private static (string Json, State Value) Value(Random random) =>
        s_values[random.Next(s_values.Length)];

    private static string Show(State state) =>
        state.As<Fault>() is { } fault ? fault.Message : StateDump.Of(state);
}
