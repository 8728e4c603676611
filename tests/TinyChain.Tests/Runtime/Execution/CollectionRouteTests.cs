using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Tests.Parser;
using Xunit;

namespace TinyChain.Tests.Runtime.Execution;

/// <summary>How running ops reach a collection, wherever they hold it.</summary>
public sealed class CollectionRouteTests
{
    private readonly FakeCollection _tree = new();

    [Theory]
    [InlineData("""{"$t": []}""", null)]
    [InlineData("""{"$t": [[1]]}""", "\"get / tuple\"")]
    [InlineData("""{"$t/count": [[1]]}""", "\"get /count tuple\"")]
    [InlineData("""{"$t/a/b": []}""", "\"get /a/b none\"")]
    [InlineData("""{"$t/hash": []}""", "\"get /hash none\"")]
    [InlineData("""{"$t": {"reverse": true}}""", "\"post / map\"")]
    [InlineData("""{"$t/class": []}""", """{"/state/collection/btree":[]}""")]
    [InlineData("""{"$t/is_none": []}""", "false")]
    [InlineData("""{"$m/in/0/count": []}""", "\"get /count none\"")]
    [InlineData("""{"$f": [3]}""", "\"get /first 64\"")]
    [InlineData("""{"$g": {"u": {"$t": []}}}""", "\"get /last none\"")]
    [InlineData("""
        {"/state/scalar/ref/if": [{"$t/is_none": []}, 1, {"$t/first": []}]}
        """, "\"get /first none\"")]
    public async Task A_verb_reaches_the_collection(string last, string? answer)
    {
        var state = await Run($$"""
            [["t", {"/tree": [null]}],
            ["m", {"in": [{"$t": []}]}],
            ["f", {"/state/scalar/ref/with": [["t"],
                {"/state/scalar/op/get": ["k", [["r", {"$t/first": [{"$k": []}]}]]]}]}],
            ["g", {"/state/scalar/op/post": [["r", {"$u/last": []}]]}],
            ["r", {{last}}]]
            """);
        if (answer is null) Assert.Same(_tree, state.As<FakeCollection>());
        else Assert.Equal(answer, Json.Print(state));
    }

    [Theory]
    [InlineData("""{"$t/is_none": [1]}""", FaultKind.NotFound)]
    [InlineData("""{"$t/class": [1, 2]}""", FaultKind.MethodNotAllowed)]
    [InlineData("""{"$n/eq": [{"$t": []}]}""", FaultKind.BadRequest)]
    [InlineData("""{"$t": [{"$t": []}]}""", FaultKind.BadRequest)]
    [InlineData("""{"$m/hash": []}""", FaultKind.BadRequest)]
    [InlineData("""{"$c/hash": []}""", FaultKind.BadRequest)]
    [InlineData("""{"/state/scalar/ref/case": [{"$t": []}, [1], [2, 3]]}""", FaultKind.BadRequest)]
    public async Task What_a_collection_can_not_do_is_a_fault(string last, FaultKind kind)
    {
        var state = await Run($$"""
            [["t", {"/tree": [null]}], ["n", 5], ["m", {"in": [{"$t": []}]}],
            ["c", {"/state/scalar/ref/with": [["t"], {"/state/scalar/op/post": [["r", 1]]}]}],
            ["r", {{last}}]]
            """);
        Assert.Equal(kind, state.As<Fault>()?.Kind);
    }

    [Fact]
    public async Task Writes_come_one_by_one_and_before_what_follows_them()
    {
        var state = await Run("""
            [["t", {"/tree": [null]}], ["u", {"/tree": [null]}],
            ["a", {"$t": [null, [1]]}], ["b", {"$u": [null, "x"]}],
            ["c", {"/state/scalar/ref/op/delete": [{"$t": []}, 1]}],
            ["r", {"/state/scalar/ref/after":
                [[{"$a": []}, {"$b": []}, {"$c": []}], {"$t/count": []}]}]]
            """);
        Assert.Equal("\"get /count none\"", Json.Print(state));
        Assert.Equal(4, _tree.Asked.Count);
        Assert.DoesNotContain("two writes at once", _tree.Asked);
        Assert.Equal("get /count none", _tree.Asked.Last());
    }

    [Fact]
    public async Task Each_statement_and_each_call_makes_a_collection_of_its_own()
    {
        var verbs = new Makers();
        var state = await OpRun.Start("""
            [["a", {"/state/collection/btree": [[]]}], ["b", {"/state/collection/btree": [[]]}],
            ["f", {"/state/scalar/op/get":
                ["k", [["t", {"/state/collection/btree": [[]]}], ["r", [{"$t": []}]]]]}],
            ["c", {"/state/tuple/range": [3]}],
            ["r", [{"$a": []}, {"$b": []}, {"$a": []}, {"$f": [1]}, {"$f": [2]}]]]
            """, verbs);
        var made = state.As<TupleState>()!.Items;
        Assert.Same(made[0].As<FakeCollection>(), made[2].As<FakeCollection>());
        Assert.NotSame(made[0].As<FakeCollection>(), made[1].As<FakeCollection>());
        Assert.Equal(4, verbs.Made);
    }

    private Task<State> Run(string statements) =>
        OpRun.Start(statements, new Makers(State.Of(_tree)));

    /// <summary>Answers each GET with the state, or with a new collection.</summary>
    private sealed class Makers(State? answer = null) : IVerbs
    {
        internal int Made { get; private set; }

        public ValueTask<State> Get(CallContext context, Link link, State key)
        {
            Made++;
            return new(answer ?? State.Of(new FakeCollection()));
        }

        public ValueTask<State> Put(CallContext context, Link link, State key, State value) =>
            throw new NotSupportedException();

        public ValueTask<State> Post(CallContext context, Link link, State parameters) =>
            throw new NotSupportedException();

        public ValueTask<State> Delete(CallContext context, Link link, State key) =>
            throw new NotSupportedException();
    }
}
