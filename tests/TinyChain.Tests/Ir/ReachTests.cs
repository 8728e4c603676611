using System.Text;
using TinyChain.Codegen;
using TinyChain.Codegen.Tiering;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Tests.Reference;
using Xunit;

namespace TinyChain.Tests.Ir;

/// <summary>Which links code may call; `tests/cases/reach` shows what is found in an op.</summary>
public sealed class ReachTests
{
    private static readonly Reach s_reach = Reach.Of(
    [
        new(VerbSet.Get, Parse("/lib/a/0.0.0/f")),
        new(VerbSet.Post, Parse("http://bank:8702/service/money/bank/0.0.0/debit")),
        new(VerbSet.Get, Parse("/service/s/0.0.0/rows")),
        new(VerbSet.Put, Parse("/service/s/0.0.0/rows")),
        new(VerbSet.Any, Parse("/service/open")),
        new(VerbSet.Any, Parse("http://peer:8702")),
    ]);

    [Theory]
    [InlineData(Verb.Get, "/lib/a/0.0.0/f", true)]
    [InlineData(Verb.Get, "/lib/a/0.0.0/f/below", true)]
    [InlineData(Verb.Get, "/lib/a/0.0.0", false)]
    [InlineData(Verb.Get, "/lib/a/0.0.0/fly", false)]
    [InlineData(Verb.Get, "/lib/a/0.0.1/f", false)]
    [InlineData(Verb.Post, "/lib/a/0.0.0/f", false)]
    [InlineData(Verb.Get, "http://bank:8702/lib/a/0.0.0/f", false)]
    [InlineData(Verb.Post, "http://bank:8702/service/money/bank/0.0.0/debit", true)]
    [InlineData(Verb.Post, "http://BANK:8702/service/money/bank/0.0.0/debit", true)]
    [InlineData(Verb.Post, "http://bank:8703/service/money/bank/0.0.0/debit", false)]
    [InlineData(Verb.Post, "https://bank:8702/service/money/bank/0.0.0/debit", false)]
    [InlineData(Verb.Post, "/service/money/bank/0.0.0/debit", false)]
    [InlineData(Verb.Post, "http://bank:8702/service/money/bank/0.0.0/credit", false)]
    [InlineData(Verb.Put, "/service/s/0.0.0/rows", true)]
    [InlineData(Verb.Get, "/service/s/0.0.0/rows/count", true)]
    [InlineData(Verb.Delete, "/service/s/0.0.0/rows", false)]
    [InlineData(Verb.Delete, "/service/open/1.2.3/x", true)]
    [InlineData(Verb.Delete, "/service/opener", false)]
    [InlineData(Verb.Put, "http://peer:8702/anything", true)]
    [InlineData(Verb.Get, "/", false)]
    public void A_link_is_held_with_its_verb_its_host_and_what_is_below(
        Verb verb, string link, bool isHeld) =>
        Assert.Equal(isHeld, s_reach.Holds(verb, Parse(link).Host, Parse(link).Path));

    [Fact]
    public void No_random_op_calls_outside_of_what_is_found_in_it() => RandomRun.Try(
        nameof(No_random_op_calls_outside_of_what_is_found_in_it), 4_000, (seed, failures) =>
        {
            var json = Encoding.UTF8.GetBytes(OpGenerator.Make(seed));
            var op = OpParser.ParseHypothetical(json).Product!;
            var (reach, world) = (Reach.Of(ReachFinder.In(op)), new FakeWorld());
            var tier = seed % 4 == 0 ? Tier.Emit : Tier.Interpret;
            FakeRun.Of(op, new OpCache(new() { Tiers = new() { Tier = tier } }), world);
            var outside = world.Sent.Where(call =>
                call.Link is not { Host: null, Path: [{ Text: "state" or "error" }, ..] }
                && !reach.Holds(call.Verb, call.Link.Host, call.Link.Path)).ToList();
            if (outside.Count > 0)
                failures.Add(seed, $"{outside[0]} is outside of:\n{reach}");
        });

    private static Link Parse(string text)
    {
        Assert.True(Link.TryParse(text, out var link, out var problem), problem);
        return link;
    }
}
