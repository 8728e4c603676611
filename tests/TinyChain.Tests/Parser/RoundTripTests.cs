using TinyChain.Ir.Values;
using TinyChain.Tests.Ir;
using Xunit;

namespace TinyChain.Tests.Parser;

public sealed class RoundTripTests
{
    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var state = new RandomStates(seed, forJson: true).Any(4);
            var json = Json.Print(state);
            var again = Json.Literal(json);
            Assert.True(Shape.Of(state) == Shape.Of(again), $"seed {seed}: {json}");
        }
    }

    [Fact]
    public void An_op_reads_back_the_same_with_its_nodes_numbered_densely()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var op = new RandomStates(seed, forJson: true).Op(4);
            var json = Json.Print(State.Of(op));
            var again = Json.Op(json);
            var isSame = Shape.Of(State.Of(op)) == Shape.Of(State.Of(again));
            Assert.True(isSame, $"seed {seed}: {json}");

            var ids = new List<int>();
            foreach (var statement in again.Form) Collect(statement.Node, ids);
            Assert.Equal(Enumerable.Range(0, again.NodeCount), ids.Order());
        }
    }

    [Fact]
    public void An_empty_POST_op_prints_as_one_that_answers_the_same()
    {
        var json = Json.Print(State.Of(Json.Op("[]")));
        Assert.Equal("""{"/state/scalar/op/post":[null]}""", json);
    }

    [Fact]
    public void The_deepest_references_fit_a_small_stack()
    {
        var open = string.Concat(Enumerable.Repeat("{\"$x\":{\"a\":", 127));
        var json = $"[{open}1{new string('}', 254)}]";
        var thread = new Thread(
            () => Assert.Equal(json, Json.Print(Json.Value(json))), maxStackSize: 512 << 10);
        thread.Start();
        thread.Join();
    }

    private static void Collect(TinyChain.Ir.Refs.Node node, List<int> ids)
    {
        ids.Add(node.Id);
        foreach (var child in node.Children) Collect(child, ids);
    }
}
