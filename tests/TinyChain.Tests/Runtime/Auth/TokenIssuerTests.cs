using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using Xunit;

namespace TinyChain.Tests.Runtime.Auth;

/// <summary>What a host signs, read back; and the specification's tokens, read.</summary>
public class TokenIssuerTests
{
    private static readonly Link s_shop = Link.Local("/service/shop");
    private readonly ManualTime _time = new(GoldenTokens.Issued.AddMilliseconds(300));

    [Fact]
    public void The_specifications_tokens_are_read_and_their_signatures_are_good()
    {
        foreach (var (name, key) in new[]
        {
            ("user", "example"), ("retailer->bank", "retailer"), ("shipping->bank", "shipping"),
            ("retailer->factory", "retailer"), ("factory->shipping", "factory"),
        })
        {
            var read = LayerText.Read(GoldenTokens.Token(name), out var problem);
            Assert.Null(problem);
            Assert.Equal(GoldenTokens.Kid(key), read!.Layer.Kid);
            Assert.True(read.IsSignedBy(GoldenTokens.Key(key).Public), name);
            Assert.False(read.IsSignedBy(TestKeys.OfScalar(3).Public), name);
        }
    }

    [Fact]
    public void A_layer_says_what_the_specifications_first_one_does()
    {
        var layer = LayerText.Read(GoldenTokens.Token("retailer->factory"), out _)!.Layer;
        Assert.Equal("http://127.0.0.1:8702/service/shop/retailer", layer.Issuer.ToString());
        Assert.Equal("http://127.0.0.1:8703/service/make/factory", layer.Audience.ToString());
        Assert.Equal((1_700_000_000L, 1_700_000_003L), (layer.IssuedAt, layer.Expires));
        Assert.Equal(GoldenTokens.Token("user"), layer.Inherit);
        Assert.Equal("POST", layer.Method);
        Assert.Equal("r-2", layer.Id);
        Assert.Equal(
            [Scope.OwnerOf(GoldenTokens.Txn),
                new(Link.Local("/service/money/bank/0.0.0/debit"), Scope.Execute)],
            layer.Scopes.AsEnumerable());
    }

    [Fact]
    public void An_identitys_token_says_what_was_asked_for()
    {
        var issuer = TestKeys.Issuer(GoldenTokens.Key("example"), _time);
        var layer = LayerText.Read(issuer.Issue(Request), out _)!.Layer;
        Assert.Equal(Request.Issuer, layer.Issuer);
        Assert.Equal(Request.Audience, layer.Audience);
        Assert.Equal(Request.Scopes.AsEnumerable(), layer.Scopes.AsEnumerable());
        Assert.Equal((1_700_000_000L, 1_700_000_030L), (layer.IssuedAt, layer.Expires));
        Assert.True(layer.Once);
        Assert.False(layer.IsOfOneCall);
    }

    [Fact]
    public void A_layer_for_a_call_binds_it_and_outlives_nothing()
    {
        var issuer = TestKeys.Issuer(GoldenTokens.Key("retailer"), _time);
        var caller = Bearer(GoldenTokens.Token("user"));
        var token = issuer.Nest(caller, Call, out var fault);
        Assert.Null(fault);
        var layer = LayerText.Read(token!, out _)!.Layer;
        Assert.Equal(caller.Token, layer.Inherit);
        Assert.Equal(caller.Expires, layer.Expires);
        Assert.Equal("PUT", layer.Method);
        Assert.Equal("http://127.0.0.1:8705/service/money/bank/0.0.0/a?key=%5B%22t%22%5D",
            layer.Target);
        Assert.Equal(CallBinding.BodyHash("[1]"u8), layer.BodyHash);
        Assert.Equal("1-2", layer.Txn);
        Assert.Equal([Scope.OwnerOf("1-2")], layer.Scopes.AsEnumerable());
    }

    [Fact]
    public void Two_layers_never_have_one_id()
    {
        var issuer = TestKeys.Issuer(GoldenTokens.Key("retailer"), _time);
        var ids = Enumerable.Range(0, 100)
            .Select(n => LayerOf(issuer.Nest(Caller.Anonymous, Call, out var _)!));
        Assert.Equal(100, ids.Select(layer => layer.Id).Distinct().Count());
    }

    [Fact]
    public void A_chain_that_has_expired_or_is_as_deep_as_can_be_is_not_nested()
    {
        var issuer = TestKeys.Issuer(GoldenTokens.Key("retailer"), _time);
        var caller = Bearer(GoldenTokens.Token("user"));
        for (var depth = 1; depth < 8; depth++)
        {
            var token = issuer.Nest(caller, Call with { Scopes = [] }, out var fault);
            Assert.True(token is not null || fault!.Message.Contains("longer than"), $"{depth}");
            if (token is null) return;
            caller = Bearer(token, caller.Chain);
        }

        Assert.Null(issuer.Nest(caller, Call, out var refused));
        Assert.Contains("8 layers", refused!.Message);
        _time.Now += TimeSpan.FromSeconds(3);
        Assert.Null(issuer.Nest(Bearer(GoldenTokens.Token("user")), Call, out refused));
        Assert.Equal(FaultKind.Unauthorized, refused!.Kind);
    }

    [Fact]
    public void A_transactions_owner_is_who_claims_it()
    {
        var token = GoldenTokens.Token("retailer->bank");
        var caller = Bearer(token, Bearer(GoldenTokens.Token("user")).Chain);
        var owner = caller.OwnerOf(GoldenTokens.Txn);
        Assert.True(owner!.IsSame(
            new TxnOwner(Link.Local("/service/shop/retailer"), GoldenTokens.Kid("retailer"))));
        Assert.Null(caller.OwnerOf("1-2"));
        Assert.Null(caller.LockOf(GoldenTokens.Txn));
        Assert.False(owner.IsSame(new TxnOwner(s_shop, GoldenTokens.Kid("retailer"))));
    }

    private static TokenRequest Request => new()
    {
        Issuer = LinkOf("http://127.0.0.1:8706/service/users/example"),
        Audience = LinkOf("http://127.0.0.1:8702/service/shop/retailer"),
        Scopes = [new(s_shop, Scope.Execute), new(Link.Local("/lib"), Scope.Read)],
        Lifetime = TimeSpan.FromSeconds(30),
        Once = true,
    };

    private static OutgoingCall Call => new()
    {
        Issuer = LinkOf("http://127.0.0.1:8702/service/shop/retailer"),
        Audience = LinkOf("http://127.0.0.1:8705/service/money/bank"),
        Verb = Verb.Put,
        Target = LinkOf("http://127.0.0.1:8705/service/money/bank/0.0.0/a"),
        Key = "[\"t\"]",
        Body = "[1]"u8.ToArray(),
        Txn = "1-2",
        Scopes = [Scope.OwnerOf("1-2")],
    };

    private static TokenLayer LayerOf(string token) => LayerText.Read(token, out _)!.Layer;

    private static Caller Bearer(string token, params IEnumerable<TokenLayer> parents) =>
        new(token, [LayerText.Read(token, out _)!.Layer, .. parents], Rights.All);

    private static Link LinkOf(string text) =>
        Link.TryParse(text, out var link, out var problem) ? link
            : throw new ArgumentException(problem);
}
