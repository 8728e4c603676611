using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using Xunit;
using static TinyChain.Tests.Runtime.Auth.AuthWorld;

namespace TinyChain.Tests.Runtime.Auth;

/// <summary>Rules A14 and A15 of docs/protocol.md, "Tokens": who may do what.</summary>
public class TokenRightsTests
{
    private readonly AuthWorld _world = new();

    [Theory]
    [InlineData("example", "/service/shop/a", true)]
    [InlineData("example", "/service/shop", true)]
    [InlineData("example", "/service/shopping", false)]
    [InlineData("example", "/service", false)]
    [InlineData("example", "/lib", false)]
    [InlineData("retailer", "/service/shop/retailer/0.0.0/buy", true)]
    [InlineData("retailer", "/service/shop/other", false)]
    [InlineData("bank", "/service/money/bank/0.0.0/debit", false)]
    [InlineData("owner", "/", true)]
    public void A14_a_claim_counts_where_its_issuer_may_speak(string who, string path, bool counts)
    {
        var isOwner = who == "owner";
        var caller = _world.Accept(
            Sign(UserLayer with
            {
                Issuer = isOwner ? Parse(Owner) : LinkOf(who),
                Kid = (isOwner ? OwnersKey : KeyOf(who)).Public.Kid,
                Scopes = [new(Parse(path), Scope.All)],
            }),
            Buy(), "retailer");
        Assert.Equal(counts, caller.May(Parse(path), Verb.Put));
        Assert.Equal(counts, caller.May(Parse(path).Append(Id.Of("below")), Verb.Post));
    }

    [Fact]
    public void A14_a_later_layer_narrows_and_never_widens()
    {
        var wide = new Scope(Parse("/service/money/bank"), Scope.All);
        var caller = _world.Accept(Sign(CallLayer(Sign(UserLayer)) with { Scopes = [wide] }));
        Assert.False(caller.May(Parse("/service/money/bank/0.0.0/debit"), Verb.Put));
        Assert.False(caller.May(Parse("/service/money/bank/0.0.0/credit"), Verb.Post));
        Assert.True(caller.May(Parse("/service/money/bank/0.0.0/debit"), Verb.Post));
    }

    [Theory]
    [InlineData(Scope.Read, Verb.Get)]
    [InlineData(Scope.Write, Verb.Put)]
    [InlineData(Scope.Write, Verb.Delete)]
    [InlineData(Scope.Execute, Verb.Post)]
    [InlineData(4, Verb.Get)]
    [InlineData(16, Verb.Put)]
    [InlineData(1, Verb.Post)]
    public void A15_each_verb_needs_its_bit_of_any_class(int mode, Verb verb)
    {
        var path = Parse("/service/shop/x");
        var caller = _world.Accept(
            Sign(UserLayer with { Scopes = [new(path, mode)] }), Buy(), "retailer");
        foreach (var other in new[] { Verb.Get, Verb.Put, Verb.Post, Verb.Delete })
        {
            var same = other == verb || (verb is Verb.Put or Verb.Delete && other is Verb.Put
                or Verb.Delete);
            Assert.Equal(same || other == Verb.Get, caller.May(path, other));
        }
    }

    [Fact]
    public void A15_without_a_token_an_owned_host_is_read_and_an_open_one_is_anybodys()
    {
        var owned = PolicyOf("bank").Anonymous;
        Assert.True(owned.May(Debit().Link, Verb.Get));
        Assert.Equal(FaultKind.Unauthorized, owned.Refuse(Debit().Link, Verb.Post)!.Kind);
        Assert.Equal(FaultKind.Unauthorized, owned.Refuse(Debit().Link, Verb.Put)!.Kind);
        var open = new Policy(null, null, []).Anonymous;
        Assert.Null(open.Refuse(Debit().Link, Verb.Delete));
    }

    [Fact]
    public void A15_the_group_does_what_its_tokens_say()
    {
        var layer = UserLayer with { Scopes = [new(Parse("/lib"), Scope.Write)] };
        var verifier = _world.VerifierAt("retailer", Parse("http://127.0.0.1:8706/service/users"));
        var caller = verifier.Verify("Bearer " + Sign(layer), Buy(), out _);
        Assert.True(caller!.May(Parse("/lib/a"), Verb.Put));
        Assert.Equal(FaultKind.Forbidden, caller.Refuse(Parse("/class"), Verb.Put)!.Kind);
    }
}
