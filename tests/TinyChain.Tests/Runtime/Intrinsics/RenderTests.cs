using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;
using Xunit;

namespace TinyChain.Tests.Runtime.Intrinsics;

public class RenderTests
{
    private static readonly State s_data = Map(
        ("name", State.Of("<b>&\"'`=é")), ("n", State.Of(5L)), ("zero", State.Of(0L)),
        ("no", State.Of(false)), ("yes", State.Of(true)), ("nil", State.None),
        ("link", State.Of(Link.Local("/a/b"))), ("m", Map(("k", State.Of("v")))),
        ("l", State.Tuple([State.Of(1L), State.Of("b"), State.Tuple([State.Of("c")])])),
        ("empty", State.Of(TupleState.Empty)));

    [Theory]
    [InlineData("{{name}}", "&lt;b&gt;&amp;&quot;&#x27;&#x60;&#x3D;é")]
    [InlineData("{{{name}}}", "<b>&\"'`=é")]
    [InlineData("{{n}} {{zero}} {{no}} {{yes}} {{link}}", "5 0 false true /a/b")]
    [InlineData("[{{nil}}{{missing}}{{m.missing}}{{name.Length}}{{m.Count}}]", "[]")]
    [InlineData("{{m.k}} {{l.0}} {{l.[1]}} {{this.n}} {{@root.n}}", "v 1 b 5 5")]
    [InlineData("{{#each l}}{{@index}}:{{this}}{{#unless @last}},{{/unless}}{{/each}}",
        "0:1,1:b,2:[c]")]
    [InlineData("{{#each m}}{{@key}}&{{this}}{{/each}}", "k&v")]
    [InlineData("{{#if n}}y{{else}}n{{/if}}{{#if zero}}y{{else}}n{{/if}}", "yn")]
    [InlineData("{{#if no}}y{{else}}n{{/if}}{{#if empty}}y{{else}}n{{/if}}", "nn")]
    [InlineData("{{#if m}}y{{/if}}{{#if l}}y{{/if}}{{#unless nil}}y{{/unless}}", "yyy")]
    [InlineData("{{#each empty}}x{{else}}none{{/each}}", "none")]
    [InlineData("{{#with m}}{{k}}{{../n}}{{/with}}{{lookup m 'k'}}", "v5v")]
    [InlineData("{{l}}{{m}}", "[1, b, [c]][object]")]
    [InlineData("{{! a comment }}plain { {n} }", "plain { {n} }")]
    public void A_template_is_filled_from_a_map(string template, string expected) =>
        Assert.Equal(expected, Render(template, s_data).As<string>());

    [Theory]
    [InlineData("{{n")]
    [InlineData("{{#if n}}")]
    [InlineData("{{/if}}")]
    [InlineData("{{}}")]
    [InlineData("{{#if}}x{{/if}}")]
    [InlineData("{{frobnicate n}}")]
    [InlineData("{{> other}}")]
    [InlineData("{{#*inline \"x\"}}{{> x}}{{> x}}{{/inline}}{{> x}}")]
    public void A_malformed_template_is_a_bad_request(string template)
    {
        var fault = Render(template, s_data).As<Fault>();
        Assert.Equal(FaultKind.BadRequest, fault?.Kind);
    }

    [Fact]
    public void This_is_the_value_and_pairs_act_as_a_map()
    {
        Assert.Equal("Hello, World!", Render("Hello, {{this}}!", State.Of("World")).As<string>());
        Assert.Equal("5", Render("{{this}}", State.Of(5L)).As<string>());
        Assert.Equal("", Render("{{this}}", State.None).As<string>());
        var pairs = State.Tuple([State.Tuple([State.Of("name"), State.Of("x")])]);
        Assert.Equal("x", Render("{{name}}", pairs).As<string>());
        var list = State.Tuple([State.Of("a"), State.Of("b")]);
        Assert.Equal("ab", Render("{{#each this}}{{this}}{{/each}}", list).As<string>());
    }

    [Fact]
    public void No_template_outgrows_its_limits()
    {
        var many = State.Tuple([.. Enumerable.Repeat(State.Of("x"), 100_000)]);
        var data = Map(("l", many), ("s", State.Of(new string('<', 1 << 20))));
        IsLimit(Render("{{#each l}}{{#each ../l}}{{#each @root.l}}{{/each}}{{/each}}{{/each}}",
            data));
        IsLimit(Render("{{#each l}}{{@root.s}}{{/each}}", data));
        IsLimit(Render("{{#each l}}{{{@root.l}}}{{/each}}", data));
        IsLimit(Render(string.Concat(Enumerable.Repeat("{{n}}", 501)), data));
    }

    [Theory]
    [InlineData("{{#if n}}", "{{/if}}", 128)]
    [InlineData("{{#each l}}", "{{/each}}", 128)]
    [InlineData("{{#with this}}", "{{/with}}", 128)]
    [InlineData("{{#if zero}}{{else if zero}}", "{{/if}}", 64)]
    [InlineData("{{lookup m (lookup m ", "'k')}}", 1)]
    [InlineData("{{n}}", "", 500)]
    public void The_largest_templates_compile_on_a_small_stack(
        string open, string close, int levels)
    {
        var template = string.Concat(Enumerable.Repeat(open, levels)) + "x"
            + string.Concat(Enumerable.Repeat(close, levels));
        var result = State.None;
        var thread = new Thread(() => result = Render(template, s_data), 256 << 10);
        thread.Start();
        thread.Join();
        Assert.NotNull(result.As<string>());
    }

    [Fact]
    public void Sub_expressions_at_the_limit_compile_on_a_small_stack()
    {
        var template = "{{lookup m " + string.Concat(Enumerable.Repeat("(lookup m ", 64)) + "'k'"
            + new string(')', 64) + "}}";
        var result = State.None;
        var thread = new Thread(() => result = Render(template, s_data), 256 << 10);
        thread.Start();
        thread.Join();
        Assert.Equal("", result.As<string>());
    }

    [Fact]
    public void Threads_share_templates_while_others_are_dropped()
    {
        Parallel.For(0, 1500, i =>
        {
            var answer = Render($"{{{{n}}}}-{i % 700}", Map(("n", State.Of((long)i))));
            Assert.Equal($"{i}-{i % 700}", answer.As<string>());
        });
    }

    private static void IsLimit(State state) =>
        Assert.StartsWith("limit exceeded", state.As<Fault>()?.Message, StringComparison.Ordinal);

    private static State Render(string template, State data) =>
        StringBodies.Render(State.Of(template), data);

    private static State Map(params (string Key, State Value)[] entries)
    {
        var map = new MapBuilder();
        foreach (var (key, value) in entries) map.Set(Id.Of(key), value);
        return map.ToState();
    }
}
