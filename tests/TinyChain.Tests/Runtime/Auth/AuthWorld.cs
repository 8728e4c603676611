using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using Xunit;

namespace TinyChain.Tests.Runtime.Auth;

/// <summary>
/// The hosts of the specification's purchase, each with its key: an identity service, `example`,
/// and four clusters. A verifier at any of them trusts all, and believes what `example` says of
/// shops and banks. Somebody else owns the hosts.
/// </summary>
internal sealed class AuthWorld
{
    public const string Owner = "http://owner.test/service/people/root";

    public static readonly string[] Names = ["example", "retailer", "factory", "shipping", "bank"];

    private static readonly string[] s_links =
    [
        "http://127.0.0.1:8706/service/users/example",
        "http://127.0.0.1:8702/service/shop/retailer",
        "http://127.0.0.1:8703/service/make/factory",
        "http://127.0.0.1:8704/service/move/shipping",
        "http://127.0.0.1:8705/service/money/bank",
    ];

    private static readonly Dictionary<string, SigningKey> s_keys =
        Names.ToDictionary(name => name, GoldenTokens.Key);

    public static readonly SigningKey OwnersKey = TestKeys.OfScalar(0x2001);
    public static readonly SigningKey StrangersKey = TestKeys.OfScalar(0x3001);

    public ManualTime Time { get; } = new(GoldenTokens.Issued.AddMilliseconds(300));

    public static Link LinkOf(string name) => Parse(s_links[Array.IndexOf(Names, name)]);

    public static SigningKey KeyOf(string name) => s_keys[name];

    public TokenIssuer IssuerOf(string name) => TestKeys.Issuer(KeyOf(name), Time);

    public TokenVerifier VerifierAt(string name, Link? group = null) =>
        new(PolicyOf(name, group), TrustOf(), TimeSpan.FromMilliseconds(500), Time);

    public static Policy PolicyOf(string name, Link? group = null) =>
        new(Parse(Owner), group, [LinkOf(name).Host!]);

    public static TrustStore TrustOf(params string[] pathsOfExample) => new(
        from name in Names.Append("owner")
        select name == "owner" ? new TrustedIssuer(Parse(Owner), OwnersKey.Public, [])
            : new TrustedIssuer(
                Parse(LinkOf(name).Host!), KeyOf(name).Public,
                name != "example" ? []
                    : pathsOfExample.Length > 0 ? [.. pathsOfExample.Select(Parse)]
                    : [Parse("/service/shop"), Parse("/service/money")]));

    /// <summary>The caller that a new verifier makes of a good token.</summary>
    public Caller Accept(string token, IncomingCall? call = null, string at = "bank")
    {
        var caller = VerifierAt(at).Verify("Bearer " + token, call ?? Debit(), out var fault);
        Assert.Null(fault?.Message);
        return caller!;
    }

    /// <summary>The fault by which the bank refuses a token; it names the rule.</summary>
    public Fault Refuse(string rule, FaultKind kind, string token, IncomingCall? call = null)
    {
        var caller = VerifierAt("bank").Verify("Bearer " + token, call ?? Debit(), out var fault);
        Assert.Null(caller);
        Assert.Equal(kind, fault!.Kind);
        Assert.Contains(rule.Length == 0 ? "" : $"({rule})", fault.Message);
        return fault;
    }

    /// <summary>A POST to the bank, in the specification's transaction.</summary>
    public static IncomingCall Debit(string body = "") => new(
        Verb.Post, Parse("/service/money/bank/0.0.0/debit"), null, GoldenTokens.Txn,
        System.Text.Encoding.UTF8.GetBytes(body));

    public static IncomingCall Buy(string? txn = null) => new(
        Verb.Post, Parse("/service/shop/retailer/0.0.0/buy"), null, txn, default);

    /// <summary>A user's layer, as the specification's.</summary>
    public static TokenLayer UserLayer => new()
    {
        Issuer = LinkOf("example"),
        Kid = KeyOf("example").Public.Kid,
        IssuedAt = GoldenTokens.Issued.ToUnixTimeSeconds(),
        Expires = GoldenTokens.Issued.ToUnixTimeSeconds() + 3,
        Audience = LinkOf("retailer"),
        Id = "u-9",
        Scopes =
        [
            new(Parse("/service/shop/retailer/0.0.0/buy"), Scope.Execute),
            new(Parse("/service/money/bank/0.0.0/debit"), Scope.Execute),
        ],
    };

    /// <summary>The layer of a call from the retailer to the bank, around a token.</summary>
    public static TokenLayer CallLayer(string? parent, string id = "r-9") => UserLayer with
    {
        Issuer = LinkOf("retailer"),
        Kid = KeyOf("retailer").Public.Kid,
        Audience = LinkOf("bank"),
        Id = id,
        Scopes = [Scope.OwnerOf(GoldenTokens.Txn)],
        Inherit = parent,
        Txn = GoldenTokens.Txn,
        Method = "POST",
        Target = "http://127.0.0.1:8705/service/money/bank/0.0.0/debit",
        BodyHash = CallBinding.BodyHash([]),
    };

    public static string Sign(TokenLayer layer) => LayerText.Write(
        layer, s_keys.Values.Append(OwnersKey).First(k => k.Public.Kid == layer.Kid));

    /// <summary>A good token for a debit.</summary>
    public static string Call(string id = "r-9") => Sign(CallLayer(Sign(UserLayer), id));

    public static Link Parse(string text) => Link.TryParse(text, out var link, out var problem)
        ? link : throw new ArgumentException(problem);
}
