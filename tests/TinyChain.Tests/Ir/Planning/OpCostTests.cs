using System.Text;
using TinyChain.Codegen;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning.Cost;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Tests.Reference;
using Xunit;

namespace TinyChain.Tests.Ir.Planning;

/// <summary>The formula of an op's fuel, and that runs keep to it.</summary>
public sealed class OpCostTests
{
    private readonly OpCache _ops = new();

    /// <summary>Formulas and forms; the words in capitals are spelt out in Spell.</summary>
    public static TheoryData<string, string> Formulas => new()
    {
        { "1, where x is a number", """["r", {"$x/mul": [2]}]""" },
        { "1", """["a", 5], ["r", {"$a/add": [1]}]""" },
        { "1", """["unused", {"/lib/a": [1]}], ["r", 2]""" },
        { "2", """["r", {"/state/scalar/value/string": [1]}]""" },
        { "1 + len(x), where x is a tuple", """["r", {"$x/map": {"op": DOUBLE}}]""" },
        { "3", """["t", [1, 2]], ["r", {"$t/filter": {"op": DOUBLE}}]""" },
        {
            "6",
            """
            ["t", {"/state/tuple/range": [[0, 10, 3]]}], ["u", {"$t": []}],
            ["r", {"$u/map": {"op": DOUBLE}}]
            """
        },
        { "5", """["t", {"/state/tuple/range": [3]}], ["r", {"$t/filter": {"op": DOUBLE}}]""" },
        { "3", """["f", DOUBLE], ["a", {"$f": [1]}], ["r", {"$f": [{"$a": []}]}]""" },
        { "from 1 to 2", """["f", DOUBLE], ["r", {IF: [{"$c": []}, {"$f": [1]}, 0]}]""" },
        { "2", """["f", DOUBLE], ["r", {IF: [{"$c": []}, {"$f": [1]}, {"$f": [2]}]}]""" },
        { "1", """["r", {IF: [{"$c": []}, 1, {"/error/conflict": ["no"]}]}]""" },
        { "2", """["r", {"$x/len": []}], ["s", "abc"], ["l", {"$s/concat": ["de"]}]""" },
        {
            "2 + ⌊(size(x) + 4)/64⌋, where x is no op, object or number",
            """["r", {"$x/len": []}]"""
        },
        {
            "33",
            """
            ["r", {WHILE: [
                {GET: ["i", [{"$i/lt": [20]}]]}, {GET: ["j", [{"$j/add": [2]}]]}, 0]}]
            """
        },
        {
            "12",
            """
            ["r", {WHILE: [
                {POST: [{"$i/gte": [1]}]}, {POST: [{"i": {"$i/sub": [1]}}]}, {"i": 3}]}]
            """
        },
        {
            "no static bound: `while` in r; at least 3",
            """
            ["r", {WHILE: [
                {GET: ["i", [{"$i/lt": [20]}]]}, {GET: ["j", [{"$j/mul": [2]}]]}, 1]}]
            """
        },
        {
            "no static bound: a call of /lib/a, in r; at least 1",
            """["r", {"/lib/a": [1]}]"""
        },
        { "no static bound: a call of $x, in r; at least 1", """["r", {"$x": [1]}]""" },
    };

    [Theory]
    [MemberData(nameof(Formulas))]
    public void A_formula_says_what_a_call_costs(string formula, string form)
    {
        var json = $$"""{"/state/scalar/op/post": [{{Spell(form)}}]}""";
        var parsed = OpParser.ParseOp(Encoding.UTF8.GetBytes(json));
        Assert.True(parsed.IsOk, string.Join("; ", parsed.Diagnostics.Items));
        var text = OpCost.Of(parsed.Product).ToString();
        Assert.Equal(formula, WithoutInner(text));
        if (!long.TryParse(formula, out var fuel)) return;
        var (answer, used) = Run(parsed.Product);
        if (!answer.IsFault) Assert.Equal(fuel, used);
    }

    [Fact]
    public void Runs_keep_to_their_formulas()
    {
        var checkedRuns = 0;
        var first = Random.Shared.Next(1_000_000_000);
        Parallel.ForEach(Enumerable.Range(first, 4_000), seed =>
        {
            var json = OpGenerator.Make(seed);
            var parsed = OpParser.ParseHypothetical(Encoding.UTF8.GetBytes(json));
            if (!parsed.IsOk) return;
            var formula = OpCost.Of(parsed.Product);
            if (formula.Given.Count > 0 || !formula.Most.Terms.IsEmpty) return;
            var (answer, used) = Run(parsed.Product);
            if (answer.IsFault) return;
            Interlocked.Increment(ref checkedRuns);
            var most = formula.Unbounded.Count > 0 ? long.MaxValue : formula.Most.Constant;
            Assert.True(used >= formula.Least.Constant && used <= most,
                $"{used} is not {formula}, seed {seed}:\n{json}");
        });
        Assert.True(checkedRuns > 100, $"{checkedRuns} runs");
    }

    private (State Answer, long Fuel) Run(OpDef op) =>
        FakeRun.Of(op, _ops, new FakeWorld());

    /// <summary>Without what the ops inside take for granted of their own arguments.</summary>
    private static string WithoutInner(string formula)
    {
        var parts = formula.Split(", where ");
        if (parts.Length == 1) return formula;
        var outer = parts[1].Split(" and ").Where(note => note[0] == 'x').ToList();
        return outer.Count == 0 ? parts[0] : $"{parts[0]}, where {string.Join(" and ", outer)}";
    }

    private static string Spell(string form) => form
        .Replace("DOUBLE", """{"/state/scalar/op/get": ["y", [{"$y/mul": [2]}]]}""")
        .Replace("GET", "\"/state/scalar/op/get\"").Replace("POST", "\"/state/scalar/op/post\"")
        .Replace("IF", "\"/state/scalar/ref/if\"")
        .Replace("WHILE", "\"/state/scalar/ref/while\"");
}
