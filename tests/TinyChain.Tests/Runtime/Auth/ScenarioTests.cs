using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Kernel;
using Xunit;
using static TinyChain.Tests.Runtime.Auth.AuthWorld;

namespace TinyChain.Tests.Runtime.Auth;

/// <summary>The scenarios about tokens in tests/conformance/host.json, by their ids.</summary>
public class ScenarioTests
{
    private const int Allowed = 200;

    private readonly AuthWorld _world = new();

    [Theory]
    [InlineData("X09", 401)]
    [InlineData("X14", 431)]
    [InlineData("X70", 200)]
    [InlineData("X71", 401)]
    [InlineData("X72", 401)]
    [InlineData("X73", 401)]
    [InlineData("X74", 403)]
    [InlineData("X76", 401)]
    [InlineData("X77", 401)]
    [InlineData("X80", 401)]
    [InlineData("X81", 400)]
    [InlineData("X82", 400)]
    [InlineData("X82b", 400)]
    [InlineData("X83", 400)]
    [InlineData("X85", 431)]
    public void A_purchase_is_answered_by_its_token(string id, int status) =>
        Assert.Equal(status, At("retailer", Header(id), Buy(id[..3] is "X81" or "X82"
            ? GoldenTokens.Txn : null)));

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

    private static string? Header(string id) => id switch
    {
        "X09" => "Basic abc",
        "X14" => "Bearer " + new string('a', 20_480),
        "X70" => "Bearer " + GoldenTokens.Token("user"),
        "X71" => null,
        "X72" => "Bearer " + Sign(UserLayer with
        {
            IssuedAt = 1_600_000_000,
            Expires = 1_600_000_003,
        }),
        "X73" => "Bearer " + GoldenTokens.Legacy("tampered"),
        "X74" => "Bearer " + Sign(UserLayer with { Scopes = UserLayer.Scopes[1..] }),
        "X76" => "Bearer " + LayerText.Write(
            UserLayer with { Issuer = Parse("http://203.0.113.9:80/service/users/example") },
            StrangersKey),
        "X77" => "Bearer " + Sign(UserLayer with
        {
            Audience = Parse("http://127.0.0.1:8702/service/other"),
        }),
        "X80" => "Bearer " + Sign(Nested with { Expires = UserLayer.Expires + 60 }),
        "X81" => "Bearer " + Sign(Nested with
        {
            Inherit = Sign(UserLayer with { Scopes = [Scope.OwnerOf(GoldenTokens.Txn)] }),
            Scopes = [Scope.OwnerOf(GoldenTokens.Txn)],
        }),
        "X82" => "Bearer " + Sign(UserLayer with { Scopes = [Scope.LockOf(GoldenTokens.Txn)] }),
        "X82b" => "Bearer " + Sign(Nested with
        {
            Inherit = Sign(UserLayer with { Scopes = [Scope.OwnerOf(GoldenTokens.Txn)] }),
            Scopes = [Scope.LockOf(GoldenTokens.Txn)],
        }),
        "X83" => "Bearer " + Sign(UserLayer with { Scopes = [Scope.OwnerOf("1-2")] }),
        "X85" => "Bearer " + Enumerable.Range(2, 8).Aggregate(Sign(UserLayer with { Scopes = [] }),
            (token, _) => Sign(Nested with { Inherit = token, Scopes = [] })),
        _ => throw new ArgumentOutOfRangeException(nameof(id)),
    };

    /// <summary>A layer that the retailer puts around a user's, for a call of its own.</summary>
    private static TokenLayer Nested => CallLayer(Sign(UserLayer)) with
    {
        Audience = LinkOf("retailer"),
        Target = "http://127.0.0.1:8702/service/shop/retailer/0.0.0/buy",
        Txn = null,
        BodyHash = null,
        Scopes = [],
    };

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
            FaultKind.BadRequest => 400,
            FaultKind.Unauthorized => 401,
            FaultKind.Forbidden => 403,
            FaultKind.HeadersTooLarge => 431,
            _ => throw new ArgumentOutOfRangeException(nameof(verifier), fault.Message),
        };
    }
}
