using TinyChain.Ir.Values;
using Xunit;

namespace TinyChain.Tests.Runtime.Execution;

/// <summary>
/// X10 and the seed: independent calls run at once; one subject sees its calls in order.
/// </summary>
public sealed class OverlapTests
{
    private const string A = "/lib/ns/a/0.0.0/f";
    private const string B = "/lib/ns/b/0.0.0/f";

    private readonly SlowVerbs _verbs = new();

    [Fact]
    public async Task Calls_of_two_services_are_both_under_way_before_either_answers()
    {
        var run = OpRun.Start($$"""
            [["x", {"{{A}}": [1]}], ["y", {"{{B}}": [2]}],
            ["r", [{"$x": []}, {"$y": []}]]]
            """, _verbs);
        Assert.Equal("get " + A, await _verbs.Next());
        Assert.Equal("get " + B, await _verbs.Next());
        _verbs.Answer("get " + B, State.Of("b"));
        Assert.False(run.IsCompleted);
        _verbs.Answer("get " + A, State.Of("a"));
        var items = (await run).As<TupleState>()!.Items;
        Assert.Equal(["a", "b"], items.Select(i => i.As<string>()));
    }

    [Theory]
    [InlineData(A, "/lib/ns/a/0.0.0/g")]
    [InlineData("http://one.example" + A, "http://other.example" + A)]
    [InlineData("/lib/ns", A)]
    public async Task Calls_that_may_touch_one_subject_go_one_after_the_other(
        string first, string second)
    {
        var run = OpRun.Start(
            $$"""[["r", [{"{{first}}": [1]}, {"{{second}}": [2]}]]]""", _verbs);
        Assert.Equal("get " + first, await _verbs.Next());
        Assert.Equal(0, _verbs.Untaken);
        _verbs.Answer("get " + first, State.Of("a"));
        Assert.Equal("get " + second, await _verbs.Next());
        _verbs.Answer("get " + second, State.Of("b"));
        Assert.Equal(2, (await run).As<TupleState>()!.Items.Length);
    }

    [Fact]
    public async Task After_waits_for_its_first_part_and_for_the_names_of_both()
    {
        var run = OpRun.Start($$"""
            [["n", {"{{B}}": [0]}], ["r", {"/state/scalar/ref/after":
            [{"{{A}}": [1]}, {"{{B}}": [{"$n": []}]}]}]]
            """, _verbs);
        Assert.Equal("get " + B, await _verbs.Next());
        Assert.Equal(0, _verbs.Untaken);
        _verbs.Answer("get " + B, State.Of("n"));
        Assert.Equal("get " + A, await _verbs.Next());
        Assert.Equal(0, _verbs.Untaken);
        _verbs.Answer("get " + A, State.None);
        Assert.Equal("get " + B, await _verbs.Next());
        _verbs.Answer("get " + B, State.Of("then"));
        Assert.Equal("then", (await run).As<string>());
    }

    [Theory]
    [InlineData(true, "locked")]
    [InlineData(false, "division by zero")]
    public async Task Of_two_faults_the_first_in_the_program_is_reported(
        bool isFirstFailed, string reported)
    {
        var run = OpRun.Start($$"""
            [["n", 1], ["x", {"{{A}}": [1]}], ["r", [{"$x": []}, {"$n/div": 0}]]]
            """, _verbs);
        var answer = isFirstFailed ? State.Of(Fault.Conflict("locked")) : State.Of("a");
        _verbs.Answer("get " + A, answer);
        Assert.Equal(reported, (await run).As<Fault>()!.Message);
    }

    [Fact]
    public async Task A_fault_that_ended_the_op_is_not_replaced_by_a_later_one()
    {
        var run = OpRun.Start($$"""
            [["x", {"{{A}}": [1]}], ["y", {"{{B}}": [2]}], ["r", [{"$x": []}, {"$y": []}]]]
            """, _verbs);
        _verbs.Answer("get " + B, State.Of(Fault.Conflict("second")));
        _verbs.Answer("get " + A, State.Of(Fault.Conflict("first")));
        Assert.Equal("first", (await run).As<Fault>()!.Message);
    }

    [Fact]
    public async Task What_an_op_began_has_ended_before_the_op_fails()
    {
        var run = OpRun.Start($$"""
            [["x", {"{{A}}": [1]}], ["y", {"{{B}}": [2]}],
            ["r", [{"$x": []}, {"$y": []}]]]
            """, _verbs);
        _verbs.Answer("get " + A, State.Of(Fault.Conflict("locked")));
        Assert.False(run.IsCompleted);
        _verbs.Answer("get " + B, State.Of("b"));
        Assert.Equal(FaultKind.Conflict, (await run).As<Fault>()!.Kind);
    }

    [Fact]
    public async Task Numbers_in_registers_live_through_a_wait()
    {
        var run = OpRun.Start($$"""
            [["i", 2], ["f", 0.5], ["j", {"$i/mul": 21}],
            ["g", {"$f/add": 1}], ["b", {"$j/gt": 41}], ["w", {"{{A}}": [{"$j": []}]}],
            ["r", [{"$w": []}, {"$j/add": 1}, {"$g/mul": 2}, {"$b": []}]]]
            """, _verbs);
        _verbs.Answer("get " + A, State.Of("w"));
        var items = (await run).As<TupleState>()!.Items;
        Assert.Equal(43, items[1].AsI64);
        Assert.Equal(3.0, items[2].AsF64);
        Assert.True(items[3].AsBool && items[3].Is(NumberClass.Bool));
    }
}
