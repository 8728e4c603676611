using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using Xunit;
using static TinyChain.Tests.Runtime.Auth.AuthWorld;

namespace TinyChain.Tests.Runtime.Auth;

/// <summary>The rules of docs/protocol.md, "Tokens", one by one.</summary>
public class TokenRuleTests
{
    private readonly AuthWorld _world = new();

    [Fact]
    public void A_good_chain_is_a_caller_with_its_token_actor_and_owner()
    {
        var caller = Accept(Call());
        Assert.Equal(LinkOf("example"), caller.Actor);
        Assert.Equal(2, caller.Chain.Length);
        Assert.Equal(LinkOf("retailer"), caller.OwnerOf(GoldenTokens.Txn)!.Cluster);
        Assert.True(caller.May(Debit().Link, Verb.Post));
        Assert.False(caller.May(Parse("/service/money/bank/0.0.0/credit"), Verb.Post));
    }

    [Theory]
    [InlineData("A1", "Basic abc", FaultKind.Unauthorized)]
    [InlineData("A2", "Bearer abc", FaultKind.Unauthorized)]
    [InlineData("A2", "Bearer a.b.c.d", FaultKind.Unauthorized)]
    [InlineData("A2", "Bearer e30.e30.AA", FaultKind.Unauthorized)]
    public void A1_A2_what_is_no_token_is_refused(string rule, string header, FaultKind kind)
    {
        Assert.Null(_world.VerifierAt("bank").Verify(header, Debit(), out var fault));
        Assert.Equal(kind, fault!.Kind);
        Assert.Contains(rule, fault.Message);
    }

    [Fact]
    public void A1_sizes_come_before_anything_that_is_read()
    {
        Refuse("", FaultKind.HeadersTooLarge, new string('a', 16_385));
        Refuse("A2", FaultKind.Unauthorized, new string('a', 16_384));
    }

    [Fact]
    public void A1_nine_layers_are_refused_before_any_signature()
    {
        // Signed by a stranger: were a signature looked at, the fault would say so.
        var token = LayerText.Write(UserLayer, StrangersKey);
        for (var depth = 2; depth <= 9; depth++)
        {
            if (depth == 9) Refuse("A3", FaultKind.Unauthorized, token);
            token = LayerText.Write(
                UserLayer with { Inherit = token, Id = "x", Scopes = [] }, StrangersKey);
        }

        Refuse("A1", FaultKind.HeadersTooLarge, token);
    }

    [Fact]
    public void A3_a_key_is_trusted_for_its_issuer_and_for_no_other()
    {
        Refuse("A3", FaultKind.Unauthorized,
            LayerText.Write(UserLayer with { Kid = StrangersKey.Public.Kid }, StrangersKey));
        Refuse("A3", FaultKind.Unauthorized,
            Sign(UserLayer with { Kid = KeyOf("retailer").Public.Kid, Audience = LinkOf("bank") }));
    }

    [Fact]
    public void A4_a_signature_is_of_the_key_that_the_header_names()
    {
        // The text names the stranger's key; nothing else than the header's kid is changed.
        var stranger = LayerText.Write(CallLayer(Sign(UserLayer)), StrangersKey);
        var header = "{\"alg\":\"ES256\",\"typ\":\"rjwt+jwt\",\"kid\":\""
            + KeyOf("retailer").Public.Kid + "\"}";
        Refuse("A4", FaultKind.Unauthorized, Mutations.Encode(header)
            + stranger[stranger.IndexOf('.', StringComparison.Ordinal)..]);
    }

    [Fact]
    public void A5_a_layer_ends_no_later_than_what_it_stands_on()
    {
        var user = Sign(UserLayer);
        Refuse("A5", FaultKind.Unauthorized,
            Sign(CallLayer(user) with { Expires = UserLayer.Expires + 1 }));
        Accept(Sign(CallLayer(user) with { Expires = UserLayer.Expires - 1 }));
    }

    [Fact]
    public void A6_only_whom_a_token_is_for_passes_it_on()
    {
        var user = Sign(UserLayer with { Audience = LinkOf("factory") });
        Assert.Contains("audience chain is broken",
            Refuse("A6", FaultKind.Unauthorized, Sign(CallLayer(user))).Message);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8702", true)]
    [InlineData("http://127.0.0.1:8702/service", true)]
    [InlineData("http://127.0.0.1:8702/service/shop/retailer", true)]
    [InlineData("http://127.0.0.1:8702/service/shop/retail", false)]
    [InlineData("http://127.0.0.1:8702/service/shop/retailer/0.0.0", false)]
    [InlineData("http://127.0.0.1:8703/service/shop/retailer", false)]
    [InlineData("https://127.0.0.1:8702/service/shop/retailer", false)]
    public void A7_a_link_covers_those_below_it_on_its_host(string audience, bool covers)
    {
        var token = Sign(CallLayer(Sign(UserLayer with { Audience = Parse(audience) })));
        if (covers) Accept(token);
        else Refuse("A6", FaultKind.Unauthorized, token);
    }

    [Theory]
    [InlineData(-501, "A8")]
    [InlineData(-500, null)]
    [InlineData(0, null)]
    [InlineData(3_499, null)]
    [InlineData(3_500, "A8")]
    public void A8_clocks_may_differ_by_the_skew(int ms, string? rule)
    {
        var verifier = _world.VerifierAt("bank");
        _world.Time.Now = GoldenTokens.Issued.AddMilliseconds(ms);
        var caller = verifier.Verify("Bearer " + Call(), Debit(), out var fault);
        Assert.Equal(rule is null, caller is not null);
        Assert.Contains(rule ?? "", fault?.Message ?? "");
    }

    [Fact]
    public void A8_each_layer_has_its_time()
    {
        var user = Sign(UserLayer with { IssuedAt = UserLayer.IssuedAt + 2 });
        Assert.Contains("layer 2 of 2",
            Refuse("A8", FaultKind.Unauthorized, Sign(CallLayer(user))).Message);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8705", true)]
    [InlineData("http://127.0.0.1:8705/service/money", true)]
    [InlineData("http://127.0.0.1:8705/service/money/other", false)]
    [InlineData("http://127.0.0.1:8702/service/money/bank", false)]
    public void A9_the_outermost_layer_is_for_what_is_called(string audience, bool isFor)
    {
        var token = Sign(CallLayer(Sign(UserLayer)) with { Audience = Parse(audience) });
        if (isFor) Accept(token);
        else Refuse("A9", FaultKind.Unauthorized, token);
    }

    [Fact]
    public void A10_a_layer_is_for_one_method_target_key_and_body()
    {
        var good = CallLayer(Sign(UserLayer));
        Refuse("A10", FaultKind.Unauthorized, Sign(good with { Method = "PUT" }));
        Refuse("A10", FaultKind.Unauthorized, Sign(good with { Method = null }));
        Refuse("A10", FaultKind.Unauthorized, Sign(good with { Target = null }));
        Refuse("A10", FaultKind.Unauthorized, Sign(good with { Target = good.Target + "s" }));
        Refuse("A10", FaultKind.Unauthorized, Sign(good with { Target = good.Target + "?key=1" }));
        Refuse("A10", FaultKind.Unauthorized, Sign(good with
        {
            Target = "http://127.0.0.1:8702/service/money/bank/0.0.0/debit",
        }));
        Refuse("A10", FaultKind.Unauthorized, Sign(good with
        {
            BodyHash = CallBinding.BodyHash("1"u8),
        }));
        var withKey = Debit() with { Key = "[\"ä b\"]" };
        Refuse("A10", FaultKind.Unauthorized, Sign(good), withKey);
        Accept(Sign(good with { Target = good.Target + "?key=%5B%22%C3%A4%20b%22%5D" }), withKey);
    }

    [Fact]
    public void A10_a_layer_without_a_hash_is_for_any_body()
    {
        // The specification's own tokens have none.
        Accept(Sign(CallLayer(Sign(UserLayer)) with { BodyHash = null }), Debit("{}"));
        Refuse("A10", FaultKind.Unauthorized, Call("r-10"), Debit("{}"));
    }

    [Fact]
    public void A11_a_layer_for_one_request_is_used_once()
    {
        var verifier = _world.VerifierAt("bank");
        Assert.NotNull(verifier.Verify("Bearer " + Call(), Debit(), out _));
        Assert.Null(verifier.Verify("Bearer " + Call(), Debit(), out var fault));
        Assert.Contains("A11", fault!.Message);
        Assert.NotNull(verifier.Verify("Bearer " + Call("r-10"), Debit(), out _));
    }

    [Fact]
    public void A11_a_refused_request_uses_nothing_up()
    {
        var verifier = _world.VerifierAt("bank");
        Assert.Null(verifier.Verify("Bearer " + Call(), Debit("x"), out _));
        Assert.NotNull(verifier.Verify("Bearer " + Call(), Debit(), out _));
    }

    [Fact]
    public void A11_a_layer_for_one_request_is_fresh()
    {
        var long60 = UserLayer with { Expires = UserLayer.IssuedAt + 60 };
        var token = Sign(CallLayer(Sign(long60)) with { Expires = long60.Expires });
        var verifier = _world.VerifierAt("bank");
        _world.Time.Now = GoldenTokens.Issued.AddMilliseconds(5_501);
        Assert.Null(verifier.Verify("Bearer " + token, Debit(), out var fault));
        Assert.Contains("A11", fault!.Message);
        _world.Time.Now = GoldenTokens.Issued.AddMilliseconds(5_500);
        Assert.NotNull(verifier.Verify("Bearer " + token, Debit(), out _));
    }

    [Fact]
    public void A11_what_was_signed_before_the_host_started_may_have_been_used_and_gets_503()
    {
        _world.Time.Now = GoldenTokens.Issued.AddMilliseconds(1_600);
        Assert.Contains("started", Refuse("A11", FaultKind.Unavailable, Call()).Message);
        Accept(Sign(UserLayer), Buy(), "retailer");
    }

    [Fact]
    public void A11_a_bearers_token_is_used_as_often_as_it_lasts()
    {
        var verifier = _world.VerifierAt("retailer");
        for (var i = 0; i < 3; i++)
            Assert.NotNull(verifier.Verify("Bearer " + Sign(UserLayer), Buy(), out _));
    }

    [Fact]
    public void A12_a_layer_that_names_a_transaction_is_for_that_one()
    {
        var user = Sign(UserLayer with { Txn = "1-2" });
        Refuse("A12", FaultKind.Unauthorized, Sign(CallLayer(user)));
        Refuse("A12", FaultKind.Unauthorized, Call(), Debit() with { Txn = null });
    }

    [Fact]
    public void A13_claims_on_transactions_make_sense()
    {
        var (own, locks) = (Scope.OwnerOf(GoldenTokens.Txn), Scope.LockOf(GoldenTokens.Txn));
        var (user, good) = (Sign(UserLayer), CallLayer(Sign(UserLayer)));
        Refuse("A13", FaultKind.BadRequest, Sign(good with { Scopes = [own, own] }));
        Refuse("A13", FaultKind.BadRequest, Sign(good with { Scopes = [locks] }));
        Refuse("A13", FaultKind.BadRequest, Sign(good with { Scopes = [Scope.OwnerOf("1-2")] }));
        Refuse("A13", FaultKind.BadRequest,
            Sign(good with { Scopes = [new(Parse("/txn"), 64)] }));
        Refuse("A13", FaultKind.BadRequest,
            Sign(good with
            {
                Inherit = Sign(UserLayer with { Scopes = [own] }),
                Scopes = [locks],
            }));
        var caller = Accept(Sign(good with { Inherit = user, Scopes = [own, locks] }));
        Assert.Equal(caller.OwnerOf(GoldenTokens.Txn), caller.LockOf(GoldenTokens.Txn));
    }

    [Fact]
    public void What_was_verified_by_another_store_is_verified_again()
    {
        var verifier = _world.VerifierAt("retailer");
        Assert.NotNull(verifier.Verify("Bearer " + Sign(UserLayer), Buy(), out _));
        verifier.Trust = new TrustStore([]);
        Assert.Null(verifier.Verify("Bearer " + Sign(UserLayer), Buy(), out var fault));
        Assert.Contains("A3", fault!.Message);
    }

    [Fact]
    public void A_known_token_is_still_judged_by_time_and_request()
    {
        var (verifier, token) = (_world.VerifierAt("retailer"), "Bearer " + Sign(UserLayer));
        Assert.NotNull(verifier.Verify(token, Buy(), out _));
        Assert.Null(verifier.Verify(token, Debit(), out var fault));
        Assert.Contains("A9", fault!.Message);
        _world.Time.Now += TimeSpan.FromSeconds(4);
        Assert.Null(verifier.Verify(token, Buy(), out fault));
        Assert.Contains("A8", fault!.Message);
    }

    [Fact]
    public void No_refusal_shows_a_token_or_a_key()
    {
        var token = Call();
        var fault = Refuse("A4", FaultKind.Unauthorized, token[..^4] + "AAAA");
        Assert.DoesNotContain(token[10..60], fault.Message);
        Assert.DoesNotContain(KeyOf("retailer").Public.X, fault.Message);
    }

    private Caller Accept(string token, IncomingCall? call = null, string at = "bank") =>
        _world.Accept(token, call, at);

    private Fault Refuse(string rule, FaultKind kind, string token, IncomingCall? call = null) =>
        _world.Refuse(rule, kind, token, call);
}
