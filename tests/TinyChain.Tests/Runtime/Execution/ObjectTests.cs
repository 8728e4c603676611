using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Tests.Parser;
using Xunit;

namespace TinyChain.Tests.Runtime.Execution;

/// <summary>Classes, instances and methods (spec/language.md 4.1 to 4.4, O1 to O3).</summary>
public sealed class ObjectTests
{
    private const string Number = """
        ["N", {"/state/object/class": {"/state/scalar/value/number": {
            "double": {"/state/scalar/op/get": ["k", [["r", {"$self/mul": [2]}]]]},
            "half": {"/state/scalar/op/get": ["k", [["z", {"$self/div": [0]}], ["r", {"$z": []}]]]},
            "add": {"/state/scalar/op/get": ["k", [["r", "mine"]]]}}}}],
        ["n", {"$N": ["21"]}]
        """;

    private const string Person = """
        ["P", {"/state/object/class": {"/class": {
            "name": "nobody", "deep": {"a": [1, 7]},
            "me": {"/state/scalar/op/get": ["k", [["r", {"$self": []}]]]},
            "say": {"/state/scalar/op/post": [["r", [{"$word": []}, {"$self/name": []}]]]},
            "set": {"/state/scalar/op/put": ["k", "v", [["r", {"$self/name": []}]]]},
            "drop": {"/state/scalar/op/delete": ["k", [["r", {"$self/name": []}]]]},
            "nested": {"/state/scalar/op/get": ["k", [
                ["f", {"/state/scalar/op/get": ["j", [["r", {"$self/name": []}]]]}],
                ["r", {"$f": [1]}]]]},
            "closure": {"/state/scalar/op/get": ["k", [["r", {"/state/scalar/ref/with": [["self"],
                {"/state/scalar/op/get": ["x", [["r", [{"$x": []}, {"$self/name": []}]]]]}]}]]]}
        }}}],
        ["p", {"$P": {"name": "bob"}}]
        """;

    private static readonly KnownClasses s_none = new(new Dictionary<string, ClassDef>());

    [Theory]
    [InlineData("""["r", {"$n": [null]}]""", "21")]
    [InlineData("""["r", {"$n/double": []}]""", "42")]
    [InlineData("""["r", {"$n/mul": [3]}]""", "63")]
    [InlineData("""["r", {"$n/add": [3]}]""", "\"mine\"")]
    [InlineData("""["x", 1], ["r", {"$x/add": [{"$n": []}]}]""", "22")]
    [InlineData("""["x", 21], ["r", {"$x/eq": [{"$n": []}]}]""", "true")]
    [InlineData("""["x", 21.5], ["r", {"$x/gt": {"r": {"$n": []}}}]""", "true")]
    [InlineData("""["t", [[1, 21]]], ["r", {"$t/contains": [[1, {"$n": []}]]}]""", "true")]
    [InlineData("""["r", {"/state/scalar/ref/if": [{"$n": []}, 1, 2]}]""", "1")]
    [InlineData("""["r", {"/state/scalar/ref/case": [{"$n": []}, [21], [1, 2]]}]""", "1")]
    [InlineData("""["s", "{{x}}"], ["r", {"$s/render": {"x": {"$n": []}}}]""", "\"21\"")]
    [InlineData("""["m", {"a": [{"$n": []}]}], ["r", {"$m/a/0/double": []}]""", "42")]
    [InlineData("""["r", {"$n/half": []}]""",
        "BadRequest [while resolving z; in call to GET instance /half; while resolving r]")]
    [InlineData("""["r", {"$N/double": []}]""",
        "BadRequest [while resolving r; while resolving r]")]
    [InlineData("""["r", {"$N": ["abc"]}]""", "BadRequest [while resolving r]")]
    [InlineData("""["r", {"$n/none": []}]""", "NotFound [while resolving r]")]
    [InlineData("""["r", {"$n": []}]""", "NotImplemented []")]
    public async Task An_instance_over_a_number_is_that_number_and_more(
        string statements, string expected) =>
        Assert.Equal(expected, await Run(Number, statements));

    [Theory]
    [InlineData("""["r", {"$p/name": []}]""", "\"bob\"")]
    [InlineData("""["r", {"$p/deep/a/1": []}]""", "7")]
    [InlineData("""["r", {"$p/deep": ["a"]}]""", "[1,7]")]
    [InlineData("""["m", {"$p/me": []}], ["r", {"$m/name": []}]""", "\"bob\"")]
    [InlineData("""["r", {"$p/say": {"word": "hi"}}]""", "[\"hi\",\"bob\"]")]
    [InlineData("""["r", {"$p/say": [null]}]""", "MethodNotAllowed [while resolving r]")]
    [InlineData("""["r", {"$p/say": {"self": 1, "word": 2}}]""", "[2,\"bob\"]")]
    [InlineData("""["r", {"$p/set": [1, 2]}]""", "null")]
    [InlineData("""["r", {"/state/scalar/ref/op/delete": ["$p/drop", 1]}]""", "null")]
    [InlineData("""["c", {"$p/closure": []}], ["r", {"$c": [5]}]""", "[5,\"bob\"]")]
    [InlineData("""["r", {"$p/closure": []}]""", "NotImplemented []")]
    [InlineData("""["r", {"$p/name/none": []}]""", "NotFound [while resolving r]")]
    [InlineData("""["r", {"$P/name": []}]""", "\"nobody\"")]
    [InlineData("""["q", {"$P": {}}], ["r", {"$q/name": []}]""", "\"nobody\"")]
    [InlineData("""["r", {"$P/is_none": []}]""", "false")]
    [InlineData("""["r", {"$P": [1, 2]}]""", "MethodNotAllowed [while resolving r]")]
    [InlineData("""["c", {"$p/class": []}], ["r", {"$c/name": []}]""", "\"nobody\"")]
    [InlineData("""["r", {"$P/class": []}]""", "{\"/state/object/class\":[]}")]
    public async Task Members_come_before_the_prototype_and_ops_are_methods(
        string statements, string expected) =>
        Assert.Equal(expected, await Run(Person, statements));

    [Fact]
    public async Task An_op_inside_a_method_has_no_subject_of_its_own() =>
        Assert.StartsWith("BadRequest", await Run(Person, """["r", {"$p/nested": []}]"""));

    [Theory]
    [InlineData("""
        ["x", 5], ["C", {"/state/object/class": {"/class": {"v": {"$x": []}}}}], ["r", {"$C/v": []}]
        """, "5")]
    [InlineData("""
        ["f", {"/state/scalar/op/get": ["x", [
            ["i", {"/state/object/instance": {"$x": []}}],
            ["j", {"/state/object/instance": {"$i": []}}],
            ["r", {"$j/mul": [{"$i": []}]}]]]}],
        ["r", {"$f": [7]}]
        """, "49")]
    [InlineData("""["i", {"/state/object/instance": 5}], ["r", {"$i/add": [1]}]""", "6")]
    [InlineData("""["x", 1], ["C", {"$x/class": {}}], ["r", {"$C": []}]""",
        """{"/state/object/class":{"/state/scalar/value/number/int/64":{}}}""")]
    [InlineData("""["self", 5], ["r", {"$self": []}]""", "BadRequest [while resolving r]")]
    [InlineData("""
        ["c", {"/state/closure": [{"self": 5},
            {"/state/scalar/op/get": ["k", [["r", {"$self/add": [1]}]]]}]}],
        ["r", {"$c": [1]}]
        """, "6")]
    [InlineData("""
        ["w", {"/state/scalar/ref/while": [
            {"/state/scalar/op/get": ["x", [["r", true]]]},
            {"/state/scalar/op/get": ["x", [["r", {"/state/object/instance": {"$x": []}}]]]}, 1]}]
        """, "BadRequest [while resolving r; while resolving w]")]
    public async Task Objects_are_made_anywhere_in_an_op(string statements, string expected) =>
        Assert.Equal(expected, await Run("[\"unused\", 1]", statements));

    [Fact]
    public async Task A_name_is_found_in_the_first_place_that_has_it()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var parents = random.Next(4);
            var classes = Enumerable.Range(0, parents + 1).Select(
                i => Has(random, i + 1, i == parents ? "/class" : $"/class/a/0.0.0/C{i + 1}"));
            var (first, rest) = (classes.First(), classes.Skip(1).ToList());
            var known = new KnownClasses(rest.Select((c, i) => (c, i)).ToDictionary(
                p => $"/class/a/0.0.0/C{p.i + 1}", p => p.c));
            var members = Has(random, 0, "/class").Prototype;
            var instance = Instance.Of(first, State.Of(99L), members);
            var expected = new[] { members }.Concat(new[] { first }.Concat(rest)
                .Select(c => c.Prototype)).FirstOrDefault(m => m.Count > 0)?.Values[0];
            var found = await TinyChain.Runtime.Execution.Dispatch.Get(
                OpRun.Context(known), instance, [Id.Of("x")], State.None);
            Assert.True(
                expected is { } place ? found.Bits == place.Bits : found.IsFault, $"seed {seed}");
            Assert.True(known.Asked <= parents, $"seed {seed}: a parent was asked twice");
        }
    }

    [Theory]
    [InlineData("/class/a", "NotFound")]
    [InlineData("/class/b", "BadRequest")]
    [InlineData("/class/1", "BadRequest")]
    public async Task Parents_that_are_missing_circular_or_too_many_end_in_an_error(
        string parent, string kind)
    {
        var known = Enumerable.Range(0, 100).ToDictionary(
            i => $"/class/{i}", i => new ClassDef(Link.Local($"/class/{i + 1}"), MapState.Empty));
        known["/class/b"] = new ClassDef(Link.Local("/class/c"), MapState.Empty);
        known["/class/c"] = new ClassDef(Link.Local("/class/b"), MapState.Empty);
        var statements = """
            [["C", {"/state/object/class": {"PARENT": {"own": 1}}}],
             ["i", {"$C": {"m": 1}}], ["r", {"$i/none": []}]]
            """.Replace("PARENT", parent);
        var answer = await OpRun.Start(statements, new KnownClasses(known));
        Assert.Equal(kind, answer.As<Fault>()?.Kind.ToString());
    }

    private static ClassDef Has(Random random, int value, string parent)
    {
        var map = new MapBuilder();
        if (random.Next(3) == 0) map.Set(Id.Of("x"), State.Of((long)value));
        return new ClassDef(Link.Local(parent), map.ToState().As<MapState>()!);
    }

    private static async Task<string> Run(string setup, string statements)
    {
        var state = await OpRun.Start($"[{setup}, {statements}]", s_none);
        if (state.As<Fault>() is { } fault)
            return $"{fault.Kind} [{string.Join("; ", fault.Stack)}]";
        var (text, problem) = Json.Write(state);
        return problem is null ? text : $"{problem.Kind} []";
    }
}
