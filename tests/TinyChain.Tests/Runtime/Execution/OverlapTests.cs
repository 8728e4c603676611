using System.Text;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Execution;
using Xunit;

namespace TinyChain.Tests.Runtime.Execution;

/// <summary>
/// X10 and the seed: independent calls run at once; one subject sees its writes in order. What is
/// reported doesn't depend on which call ends first (decision 0040).
/// </summary>
public sealed class OverlapTests
{
    private const string A = "/lib/ns/a/0.0.0/f";
    private const string B = "/lib/ns/b/0.0.0/f";

    private static readonly string[] s_rows = ["/x", "/y", "/z"];

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

    [Fact]
    public async Task Three_reads_of_one_service_have_begun_before_the_first_answers()
    {
        var run = ReadRows();
        foreach (var row in s_rows) Assert.Equal($"get {A}{row}", await _verbs.Next());
        foreach (var row in s_rows.Reverse()) _verbs.Answer($"get {A}{row}", State.Of(row));
        Assert.Equal(s_rows, (await run).As<TupleState>()!.Items.Select(i => i.As<string>()));
    }

    [Fact]
    public async Task Three_reads_of_the_services_own_have_begun_before_the_first_answers()
    {
        var run = WithSelf(State.Of(new ClusterRef(Link.Local(A))), """
            [["r", [{"$self/x": [1]}, {"$self/y": [1]}, {"$self/z": [1]}]]]
            """);
        foreach (var row in s_rows) Assert.Equal($"get {A}{row}", await _verbs.Next());
        foreach (var row in s_rows.Reverse()) _verbs.Answer($"get {A}{row}", State.Of(row));
        Assert.Equal(s_rows, (await run).As<TupleState>()!.Items.Select(i => i.As<string>()));
    }

    [Fact]
    public async Task Methods_of_an_object_and_what_is_read_behind_them_go_one_after_the_other()
    {
        var method = OpParser.ParseOp(Encoding.UTF8.GetBytes($$$"""
            {"/state/scalar/op/get": ["k", [["r", {"{{{B}}}": [{"$k": []}]}]]]}
            """)).Product!;
        var run = WithSelf(State.Map([Id.Of("f")], [State.Of(method)]), $$"""
            [["r", [{"{{A}}": [0]}, {"$self/f": [1]}, {"$self/f": [2]}, {"{{A}}/z": [3]}]]]
            """);
        foreach (var call in new[] { $"get {A}", $"get {B}", $"get {B}", $"get {A}/z" })
        {
            Assert.Equal(call, await _verbs.Next());
            Assert.Equal(0, _verbs.Untaken);
            _verbs.Answer(call, State.Of(call));
        }

        Assert.Equal(4, (await run).As<TupleState>()!.Items.Length);
    }

    [Fact]
    public async Task A_write_waits_for_the_reads_before_it_and_the_reads_behind_it_wait_too()
    {
        var run = OpRun.Start($$"""
            [["r", [{"{{A}}/x": [1]}, {"{{A}}/y": [1]}, {"{{A}}/w": [1, 2]}, {"{{A}}/z": [1]}]]]
            """, _verbs);
        Assert.Equal($"get {A}/x", await _verbs.Next());
        Assert.Equal($"get {A}/y", await _verbs.Next());
        Assert.Equal(0, _verbs.Untaken);
        _verbs.Answer($"get {A}/x", State.Of("x"));
        Assert.Equal(0, _verbs.Untaken);
        _verbs.Answer($"get {A}/y", State.Of("y"));
        Assert.Equal($"put {A}/w", await _verbs.Next());
        Assert.Equal(0, _verbs.Untaken);
        _verbs.Answer($"put {A}/w", State.None);
        Assert.Equal($"get {A}/z", await _verbs.Next());
        _verbs.Answer($"get {A}/z", State.Of("z"));
        Assert.Equal(4, (await run).As<TupleState>()!.Items.Length);
    }

    [Theory]
    [InlineData("/x", "/y", "/z")]
    [InlineData("/z", "/y", "/x")]
    [InlineData("/y", "/z", "/x")]
    public async Task Of_reads_that_fail_the_first_written_is_reported_whichever_ends_first(
        params string[] order)
    {
        var run = ReadRows();
        foreach (var row in order)
        {
            _verbs.Answer($"get {A}{row}", row == "/x" ? State.Of(1L)
                : State.Of(Fault.Conflict(row)));
        }

        Assert.Equal("/y [while resolving y]", Shown(await run));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_read_that_fails_at_its_begin_is_reported_unless_one_before_it_fails_later(
        bool isFirstFailed)
    {
        _verbs.AnswerAtOnce($"get {A}/y", State.Of(Fault.Conflict("/y")));
        var run = ReadRows();
        Assert.Equal($"get {A}/x", await _verbs.Next());
        Assert.Equal($"get {A}/y", await _verbs.Next());
        Assert.Equal(0, _verbs.Untaken);
        _verbs.Answer(
            $"get {A}/x", isFirstFailed ? State.Of(Fault.Conflict("/x")) : State.Of(1L));
        Assert.Equal(
            isFirstFailed ? "/x [while resolving x]" : "/y [while resolving y]",
            Shown(await run));
    }

    [Theory]
    [InlineData(A, "/lib/ns/a/0.0.0/g")]
    [InlineData("http://one.example" + A, "http://other.example" + A)]
    [InlineData("/lib/ns", A)]
    public async Task Calls_that_may_touch_one_subject_go_one_after_the_other(
        string first, string second)
    {
        var run = OpRun.Start(
            $$"""[["r", [{"{{first}}": [1, 2]}, {"{{second}}": [2]}]]]""", _verbs);
        Assert.Equal("put " + first, await _verbs.Next());
        Assert.Equal(0, _verbs.Untaken);
        _verbs.Answer("put " + first, State.None);
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

    [Theory]
    [InlineData("/x", "/y")]
    [InlineData("/y", "/x")]
    public async Task O6_an_echo_of_the_rollback_does_not_hide_its_cause(
        string first, string second)
    {
        var run = ReadRows();
        foreach (var row in (string[])[first, second, "/z"])
        {
            _verbs.Answer($"get {A}{row}", State.Of(
                row == "/x" ? Fault.Echo(row).Within("there") : Fault.Forbidden(row)));
        }

        Assert.Equal("/y [while resolving y]", Shown(await run));
    }

    [Fact]
    public async Task O6_an_echo_does_not_hide_what_the_op_itself_has_failed_by()
    {
        var run = OpRun.Start($$"""
            [["n", 1], ["x", {"{{A}}": [1]}], ["r", [{"$n/div": 0}, {"$x": []}]]]
            """, _verbs);
        _verbs.Answer("get " + A, State.Of(Fault.Echo("over")));
        Assert.Equal("division by zero", (await run).As<Fault>()!.Message);
    }

    [Fact]
    public async Task O6_where_there_is_nothing_else_the_first_echo_is_reported()
    {
        var run = ReadRows();
        foreach (var row in s_rows)
            _verbs.Answer($"get {A}{row}", row == "/x" ? State.Of(1L) : State.Of(Fault.Echo(row)));
        var fault = (await run).As<Fault>()!;
        Assert.True(fault.IsEcho);
        Assert.Equal("/y [while resolving y]", Shown(State.Of(fault)));
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

    /// <summary>Reads three rows of a service, each in a statement of its own.</summary>
    private Task<State> ReadRows() => OpRun.Start($$"""
        [["x", {"{{A}}/x": [1]}], ["y", {"{{A}}/y": [1]}], ["z", {"{{A}}/z": [1]}],
        ["r", [{"$x": []}, {"$y": []}, {"$z": []}]]]
        """, _verbs);

    /// <summary>Runs statements as a method of the subject.</summary>
    private Task<State> WithSelf(State self, string statements)
    {
        var captured = State.Map([Id.Of(IdRef.Self)], [self]).As<MapState>()!;
        return Dispatch.Post(
            OpRun.Context(_verbs), State.Of(new Closure(captured, OpRun.Parse(statements))), [],
            State.Of(MapState.Empty)).AsTask();
    }

    private static string Shown(State answer) =>
        answer.As<Fault>() is { } fault ? $"{fault.Message} [{fault.Stack[0]}]" : "no fault";
}
