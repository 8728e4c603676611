using System.Text;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using Xunit;

namespace TinyChain.Tests.Reference;

/// <summary>What the compiler once answered otherwise, made as small as it gets.</summary>
public sealed class SmallestCasesTests
{
    private readonly Comparison _comparison = new();

    [Theory]
    [InlineData("""{"/state/scalar/ref/case": [{"$f": []}, [], [1]]}""")]
    [InlineData("""{"/state/scalar/ref/case": [{"$f": []}, [{"/error/conflict": "x"}], [1, 2]]}""")]
    public void What_a_case_compares_is_a_value_before_its_switches_are(string result) =>
        Fails(result, FaultKind.BadRequest);

    [Theory]
    [InlineData("""{"$x/ne": [{"$f": []}]}""")]
    [InlineData("""{"$x/eq": {"r": {"a": 1}}}""")]
    [InlineData("""{"$x/class": [{"a": 1}]}""")]
    public void A_number_is_asked_about_values_only(string result) =>
        Fails(result, FaultKind.BadRequest);

    [Fact]
    public void While_resolves_all_its_parts_before_it_looks_at_any() => Fails(
        """{"/state/scalar/ref/while": [0, 0, {"/error/conflict": "x"}]}""",
        FaultKind.Conflict);

    [Fact]
    public void A_missing_parameter_counts_before_an_unexpected_one() =>
        Fails("""{"$s/ne": {"eq": ""}}""", FaultKind.NotFound);

    /// <summary>
    /// u is forced in three branches that exclude each other, v in two; so both have a shared copy,
    /// and u's is called from v's, which is written later.
    /// </summary>
    [Fact]
    public void A_shared_statement_goes_back_to_a_caller_that_is_written_after_it() => Agree("""
        ["u", {"/test/tick": [1]}],
        ["v", {"/state/scalar/ref/if": [{"$x/gt": [0]}, [{"$u": []}], [{"$u": []}, 2]]}],
        ["w", {"/state/scalar/ref/if": [{"$x/gt": [1]}, {"$v/len": []}, {"$v/0": []}]}],
        ["r", [{"$w": []}, {"$v": []}, {"$u": []}]]
        """);

    /// <summary>The body for floats passes integers on, with what is left of its fuel.</summary>
    [Fact]
    public void A_call_that_goes_to_another_variant_takes_fuel() => Agree("""
        ["f", {"/state/scalar/op/get": ["k", [{"/state/scalar/ref/while": [
            {"/state/scalar/op/get": ["n", [{"$n/lt": [6]}]]},
            {"/state/scalar/op/get": ["n", [{"$n/add": [1]}]]}, {"$k": []}]}]]}],
        ["r", [{"$f": [0.5]}, {"$f": [1]}, {"$f": [2.5]}, {"$f": [3]}, {"$f": ["a"]}]]
        """);

    /// <summary>What an op did before an integer didn't fit stays done.</summary>
    [Fact]
    public void A_call_that_overflows_takes_fuel() => Agree("""
        ["f", {"/state/scalar/op/get": ["k", [{"/state/scalar/ref/while": [
            {"/state/scalar/op/get": ["n", [{"$n/gt": [0]}]]},
            {"/state/scalar/op/get": ["n", [{"$n/mul": [{"$n": []}]}]]}, {"$k": []}]}]]}],
        ["r", {"$f": [3]}]
        """);

    private void Agree(string statements) => Assert.Null(_comparison.Problem(
        OpParser.ParseHypothetical(Encoding.UTF8.GetBytes(
            $$"""{"op": [["x", 1], {{statements}}]}""")).Product!,
        _comparison.Emitted));

    private void Fails(string result, FaultKind kind)
    {
        var json = Encoding.UTF8.GetBytes($$"""
            {"op": [
                ["f", {"/state/scalar/op/get": ["k", [["r", 1]]]}],
                ["x", 1],
                ["s", "a"],
                ["r", {{result}}]
            ]}
            """);
        var op = OpParser.ParseHypothetical(json).Product!;
        var answer = _comparison.Run(op);
        Assert.Equal(kind, answer.As<Fault>()?.Kind);
        Assert.Null(_comparison.Problem(json, isWellFormed: true));
    }
}
