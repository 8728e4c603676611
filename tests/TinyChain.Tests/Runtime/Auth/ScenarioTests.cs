using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Kernel;
using Xunit;
using static TinyChain.Tests.Runtime.Auth.AuthWorld;

namespace TinyChain.Tests.Runtime.Auth;

/// <summary>
/// The scenarios about tokens in tests/conformance/host.json that need its golden tokens, or a
/// clock of the test's own; the others are asked over HTTP (TokenScenarioTests).
/// </summary>
public class ScenarioTests
{
    private const int Allowed = 200;

    private readonly AuthWorld _world = new();

    [Fact]
    public void X70_X73_the_specifications_tokens_are_good_and_tampered_with()
    {
        Assert.Equal(Allowed, At("retailer", "Bearer " + GoldenTokens.Token("user"), Buy()));
        Assert.Equal(401, At("retailer", "Bearer " + GoldenTokens.Legacy("tampered"), Buy()));
    }

    [Fact]
    public void X84_a_clock_ahead_by_400_ms_is_tolerated()
    {
        var token = "Bearer " + Sign(UserLayer with { IssuedAt = UserLayer.IssuedAt + 1 });
        _world.Time.Now = GoldenTokens.Issued.AddMilliseconds(700);
        Assert.Equal(Allowed, At("retailer", token, Buy()));
    }

    [Theory]
    [InlineData("retailer->bank")]
    [InlineData("shipping->bank")]
    public void X61_the_specifications_chains_reach_the_bank(string name)
    {
        var token = "Bearer " + GoldenTokens.Token(name);
        var caller = _world.VerifierAt("bank").Verify(token, Debit("{\"amount\": 5}"), out _);
        Assert.True(caller!.May(Debit().Link, Verb.Post));
        Assert.Equal(LinkOf("retailer"), caller.OwnerOf(GoldenTokens.Txn)!.Cluster);
    }

    [Fact]
    public void X87_a_stolen_token_is_of_no_use_in_an_attackers_layer()
    {
        var stolen = CallLayer(GoldenTokens.Token("user"));
        var attacker = stolen with
        {
            Issuer = Parse("http://203.0.113.9:80/service/evil"),
            Kid = StrangersKey.Public.Kid,
        };
        Assert.Equal(401, At(
            "bank", "Bearer " + LayerText.Write(attacker, StrangersKey), Debit()));
        // And of a trusted peer that it is not for.
        var peer = stolen with
        {
            Issuer = LinkOf("shipping"),
            Kid = KeyOf("shipping").Public.Kid,
        };
        var verifier = _world.VerifierAt("bank");
        Assert.Null(verifier.Verify("Bearer " + Sign(peer), Debit(), out var fault));
        Assert.Contains("audience chain is broken", fault!.Message);
    }

    [Fact]
    public void X88_a_scope_counts_once_its_issuer_is_trusted_for_it()
    {
        var layer = UserLayer with { Expires = UserLayer.Expires + 60 };
        var verifier = new TokenVerifier(
            PolicyOf("retailer"), TrustOf("/service/other"), TimeSpan.Zero, _world.Time);
        int Status() => StatusOf(verifier, "Bearer " + Sign(layer), Buy());
        Assert.Equal(403, Status());
        verifier.Trust = TrustOf("/service/shop/retailer/0.0.0/buy");
        Assert.Equal(Allowed, Status());
    }

    [Fact]
    public void X95_a_stranger_owns_nothing()
    {
        var txn = GoldenTokens.Txn;
        var layer = CallLayer(null) with
        {
            Issuer = LinkOf("shipping"),
            Kid = KeyOf("shipping").Public.Kid,
            Audience = Parse(LinkOf("bank").Host!),
            Scopes = [Scope.OwnerOf(txn), Scope.LockOf(txn)],
            Target = $"http://127.0.0.1:8705/transact/{txn}/commit",
        };
        var call = Debit() with { Link = Parse($"/transact/{txn}/commit"), Txn = null };
        var caller = _world.VerifierAt("bank").Verify("Bearer " + Sign(layer), call, out _);
        var pinned = new TxnOwner(LinkOf("retailer"), KeyOf("retailer").Public.Kid);
        Assert.False(pinned.IsSame(caller!.LockOf(txn)!));
        // Whether it may is the transaction's to say; without a token nobody is asked.
        Assert.Null(Router.Authorize(caller, Verb.Post, call.Link));
        Assert.Equal(
            FaultKind.Unauthorized,
            Router.Authorize(PolicyOf("bank").Anonymous, Verb.Post, call.Link)!.Kind);
    }

    private int At(string name, string? header, IncomingCall call) =>
        StatusOf(_world.VerifierAt(name), header, call);

    /// <summary>What the host would answer, if the request's op answered null.</summary>
    private static int StatusOf(TokenVerifier verifier, string? header, IncomingCall call)
    {
        var caller = verifier.Verify(header, call, out var fault);
        fault ??= caller!.Refuse(call.Link, call.Verb);
        return fault?.Kind switch
        {
            null => Allowed,
            FaultKind.Unauthorized => 401,
            FaultKind.Forbidden => 403,
            _ => throw new ArgumentOutOfRangeException(nameof(verifier), fault.Message),
        };
    }
}
