using TinyChain.Ir.Values;
using TinyChain.Runtime.Kernel;
using TinyChain.Tests.Parser;
using TinyChain.Tests.Runtime.Execution;
using Xunit;

namespace TinyChain.Tests.Runtime.Kernel;

/// <summary>Collections in an answer are claimed, once each, and shown.</summary>
public sealed class ShownAnswerTests
{
    [Fact]
    public async Task A_collection_is_shown_wherever_it_is_and_claimed_once()
    {
        var tree = new FakeCollection();
        var map = new MapBuilder();
        map.Set(Id.Of("x"), State.Of(tree));
        var answer = State.Tuple([State.Of(tree), State.Tuple([map.ToState(), State.Of(5L)])]);
        var shown = await ShownAnswer.Of(answer);
        const string Tree = """{"/state/collection/btree":[1]}""";
        Assert.Equal($$"""[{{Tree}},[{"x":{{Tree}}},5]]""", Json.Print(shown));
        Assert.Equal(1, tree.Claims);
    }

    [Fact]
    public async Task A_claim_that_is_refused_is_the_answer()
    {
        var tree = new FakeCollection { Refusal = Fault.Conflict("later") };
        var shown = await ShownAnswer.Of(State.Tuple([State.Of(1L), State.Of(tree)]));
        Assert.Equal(FaultKind.Conflict, shown.As<Fault>()?.Kind);
    }

    [Fact]
    public async Task An_answer_without_collections_stays_what_it_is()
    {
        var answer = State.Tuple([State.Of(1L), State.Of(MapState.Empty)]);
        var shown = await ShownAnswer.Of(answer);
        Assert.Same(answer.As<TupleState>(), shown.As<TupleState>());
    }
}
