using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TinyChain.Ir.Refs;
using TinyChain.Runtime.Auth;
using static TinyChain.Tests.Runtime.Auth.AuthWorld;

namespace TinyChain.Tests.Runtime.Auth;

/// <summary>
/// A second verifier, written from the rules alone: it reads tokens with Microsoft's handler, looks
/// at every layer each time, remembers nothing but ids, and compares links as texts.
/// </summary>
internal sealed class SlowVerifier(string at, DateTimeOffset start)
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly HashSet<string> _used = [];

    /// <summary>Null where the call isn't let in; else whether it may do what it wants.</summary>
    public bool? Verify(string token, IncomingCall call, DateTimeOffset now)
    {
        var layers = new List<JsonWebToken>();
        for (var text = token; text is not null; text = Text(layers[^1], "inherit"))
            layers.Add(_handler.ReadJsonWebToken(text));
        if (layers.Count > 8 || !layers.All(IsSigned)) return null;
        var seconds = now.ToUnixTimeMilliseconds() / 1000.0;
        for (var i = 0; i < layers.Count; i++)
        {
            if (Number(layers[i], "iat") > seconds + 0.5) return null;
            if (Number(layers[i], "exp") + 0.5 <= seconds) return null;
            if (i > 0 && Number(layers[i - 1], "exp") > Number(layers[i], "exp")) return null;
            if (i > 0 && !Covers(Text(layers[i], "aud")!, Text(layers[i - 1], "iss")!)) return null;
            if (Text(layers[i], "txn") is { } txn && txn != call.Txn) return null;
        }

        var target = LinkOf(at).Host + call.Link.ToString();
        if (!Covers(Text(layers[0], "aud")!, target)) return null;
        if (!AreTxnsRight(layers, call.Txn)) return null;
        if (IsOfOneCall(layers[0]) && !IsThisCall(layers[0], call, target, seconds)) return null;
        return call.Verb == Verb.Get || layers.Any(layer => Allows(layer, call));
    }

    private static bool IsOfOneCall(JsonWebToken layer) =>
        new[] { "inherit", "htm", "htu", "bh" }.Any(name => Text(layer, name) is not null);

    private bool IsThisCall(JsonWebToken layer, IncomingCall call, string target, double seconds)
    {
        var key = call.Key is null ? "" : "?key=" + Uri.EscapeDataString(call.Key);
        var method = call.Verb == Verb.Get ? "GET" : call.Verb == Verb.Put ? "PUT"
            : call.Verb == Verb.Post ? "POST" : "DELETE";
        return Text(layer, "htm") == method
            && Text(layer, "htu") == target + key
            && Text(layer, "bh") is var hash
            && (hash is null || hash == Base64UrlEncoder.Encode(
                System.Security.Cryptography.SHA256.HashData(call.Body.Span)))
            && seconds - Number(layer, "iat") <= 5.5
            && Number(layer, "iat") + 0.999 + 0.5 >= start.ToUnixTimeMilliseconds() / 1000.0
            && _used.Add(Text(layer, "iss") + " " + Text(layer, "jti"));
    }

    private bool IsSigned(JsonWebToken layer)
    {
        if (layer.Alg != "ES256" || layer.Typ != "rjwt+jwt") return false;
        var issuer = Text(layer, "iss")!;
        var keys = Names.Select(name => (Link: LinkOf(name).Host!, Key: KeyOf(name).Public))
            .Append((Owner, OwnersKey.Public));
        var key = keys.FirstOrDefault(k => k.Item2.Kid == layer.Kid && Covers(k.Item1, issuer));
        if (key.Item2 is null) return false;
        var checks = new TokenValidationParameters
        {
            IssuerSigningKey = new JsonWebKey(key.Item2.ToJwk()),
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        };
        return _handler.ValidateToken(layer.EncodedToken, checks).IsValid;
    }

    private static bool AreTxnsRight(List<JsonWebToken> layers, string? txn)
    {
        var claims = (
            from layer in layers
            from pair in Pairs(layer)
            where pair.Path == "/txn" || pair.Path.StartsWith("/txn/", StringComparison.Ordinal)
            select (pair.Path, pair.Mode, Who: Text(layer, "iss"))).ToList();
        var owners = claims.Where(c => (c.Mode & 64) != 0).ToList();
        var locks = claims.Where(c => (c.Mode & 128) != 0).ToList();
        return claims.All(c => c.Path == "/txn/" + txn)
            && owners.Count <= 1 && locks.Count <= 1
            && (locks.Count == 0 || (owners.Count == 1 && owners[0].Who == locks[0].Who));
    }

    private bool Allows(JsonWebToken layer, IncomingCall call)
    {
        var issuer = Text(layer, "iss")!;
        return Pairs(layer).Any(pair =>
        {
            var bits = (pair.Mode >> 6 | pair.Mode >> 3 | pair.Mode) & 7;
            var needed = call.Verb == Verb.Post ? 1 : 2;
            var speaks = issuer == Owner
                || (Covers(LinkOf("example").Host!, issuer)
                    && (IsUnder(pair.Path, "/service/shop")
                        || IsUnder(pair.Path, "/service/money")))
                || (Covers(LinkOf(at).Host!, issuer)
                    && IsUnder(pair.Path, issuer[LinkOf(at).Host!.Length..]));
            return speaks && (bits & needed) != 0 && IsUnder(call.Link.ToString(), pair.Path);
        });
    }

    private static bool Covers(string outer, string inner) =>
        (inner + "/").StartsWith(outer.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static bool IsUnder(string path, string above) => Covers(above, path);

    private static IEnumerable<(string Path, long Mode)> Pairs(JsonWebToken layer) =>
        layer.GetPayloadValue<object[][]>("custom").Select(p => ((string)p[0], (long)p[1]));

    private static string? Text(JsonWebToken layer, string name) =>
        layer.TryGetPayloadValue<string>(name, out var text) ? text : null;

    private static long Number(JsonWebToken layer, string name) =>
        layer.GetPayloadValue<long>(name);
}
