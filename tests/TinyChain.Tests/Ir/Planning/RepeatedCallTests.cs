using System.Text;
using TinyChain.Codegen;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Printing;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using Xunit;

namespace TinyChain.Tests.Ir.Planning;

/// <summary>Which calls a plan makes, of those that the op has.</summary>
public sealed class RepeatedCallTests
{
    private const string Next = """{"$x/add": [1]}""";

    private const string If = """{"/state/scalar/ref/if": [""";

    /// <summary>Calls, and the form of an op of `x`, an int/64, and `c`, a bool.</summary>
    public static TheoryData<int, string> Forms => new()
    {
        { 1, $"""["r", [{Next}, {Next}]]""" },
        {
            1, $$"""["a", {{Next}}], ["b", {{Next}}], ["r", [{"$a": []}, {"$b": []}]]"""
        },
        { 3, """["r", [{"$x/add": [1]}, {"$x/add": [1.0]}, {"$x/add": [2]}]]""" },
        { 1, """["r", [{"$x/add": [0.5]}, {"$x/add": [0.5]}]]""" },
        // Of what is found to be the same the calls are the same.
        {
            2, """
            ["a", {"$x/add": [1]}], ["b", {"$x/add": [1]}],
            ["r", [{"$a/mul": [{"$b": []}]}, {"$b/mul": [{"$a": []}]}]]
            """
        },
        // But a comparison is as short as a copy of what it came to, and what it came to is known.
        {
            3, """
            ["a", {"$x/lt": [5]}], ["b", {"$x/lt": [5]}], ["r", [{"$a/not": []}, {"$b/not": []}]]
            """
        },
        // A branch knows what ran before it, but nobody what ran in one.
        { 1, $$"""["a", {{Next}}], ["r", [{"$a": []}, {{If}}{"$c": []}, {{Next}}, 0]}]]""" },
        { 3, $$"""["r", {{If}}{"$c": []}, {{Next}}, {"$x/sub": [{{Next}}]}]}]""" },
        { 2, $$"""["r", [{{If}}{"$c": []}, {{Next}}, 0]}, {{Next}}]]""" },
        // What a branch leaves in its result is not what the other does.
        {
            3, $$"""
            ["a", {"$x/add": [2]}], ["b", {{If}}{"$c": []}, {"$x": []}, {"$x/sub": [1]}]}],
            ["r", [{"$a": []}, {"$b/add": [2]}]]
            """
        },
        // Constants: not what fails, nor what differs between machines.
        { 0, """["a", 2], ["b", {"$a/add": [3]}], ["r", {"$b/mul": [{"$a": []}]}]""" },
        { 1, """["a", 2], ["r", {"$a/div": [0]}]""" },
        { 1, """["a", 9223372036854775807], ["r", {"$a/add": [1]}]""" },
        { 1, """["a", 2.0], ["r", {"$a/sin": []}]""" },
        { 1, """["t", [3, 4.5]], ["i", {"$t": [0]}], ["r", {"$x/add": [{"$i": []}]}]""" },
        { 0, """["t", "Hi {{a}}"], ["r", {"$t/render": {"a": 1}}]""" },
        { 1, """["t", "Hi {{#each a}}!{{/each}}"], ["r", {"$t/render": {"a": [1, 2]}}]""" },
        { 0, $$"""["a", 2], ["r", {{If}}{"$a/gt": [1]}, {"$x": []}, {{Next}}]}]""" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_plan_makes_a_call_once_and_none_of_constants(int calls, string form)
    {
        var plan = Plan(form);
        Assert.True(
            calls == plan.Steps.Count(s => s is CallStep),
            $"{calls} calls expected of\n{form}\nin\n{PlanPrinter.Print(plan)}");
    }

    [Fact]
    public void A_call_that_is_not_made_again_takes_its_fuel_again()
    {
        var plan = Plan("""["s", {"$x/class": []}], ["r", [{"$s/eq": ["a"]}, {"$s/eq": ["a"]}]]""");
        Assert.Equal(2, plan.Steps.Count(s => s is WeighStep { Weighed.IsEmpty: false }));
        Assert.Single(plan.Steps, s => s is CallStep { Method.Name: "eq" });
    }

    private static OpPlan Plan(string form)
    {
        var json = $$"""{"op": [["f", {"/state/scalar/op/post": [{{form}}]}]]}""";
        var parsed = OpParser.ParseHypothetical(Encoding.UTF8.GetBytes(json));
        Assert.True(parsed.IsOk, string.Join("; ", parsed.Diagnostics.Items));
        var op = NestedOps.In(parsed.Product).Single();
        var scope = OpScope.Of(op, []);
        return OpCompiler.Plan(
            op,
            [.. scope.Inputs.Select(n =>
                StateType.Of(n.Text == "c" ? NumberClass.Bool : NumberClass.I64))],
            new DiagnosticBag())!;
    }
}
