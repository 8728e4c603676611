using System.Security.Cryptography;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Ports;

namespace TinyChain.Benchmarks.Serving;

/// <summary>
/// Tokens as clients and other hosts send them to one host. One key signs for a user, whom the host
/// belongs to, and for two clusters between the user and the host.
/// </summary>
internal sealed class BenchTokens
{
    private const string Peers = "http://peers.test";
    private const int Lifetime = 3_600;

    private readonly SigningKey _key = SigningKey.Generate(new RandomBytes());
    private int _signed;

    internal static Link User { get; } = Parse(Peers + "/service/users");

    internal PublicKey Key => _key.Public;

    /// <summary>As `--trust` takes it.</summary>
    internal string TrustText => $"{Peers}={_key.Public.ToJwk()}";

    internal TrustStore Trust => new([new TrustedIssuer(Parse(Peers), _key.Public, [])]);

    /// <summary>What a user bears, for whatever is below the audience.</summary>
    internal string Bearer(string audience, string path, int mode) =>
        Sign(Layer("users", audience) with { Scopes = [new(Parse(path), mode)] });

    /// <summary>A user's token in a cluster's layer: what the next cluster puts its own around.
    /// </summary>
    internal string Inner(string path) => Sign(Layer("shop", Peers + "/service/factory") with
    {
        Inherit = Bearer(Peers + "/service/shop", path, Scope.All),
    });

    /// <summary>A chain of depth 3, good for one GET.</summary>
    internal string Call(string inner, string host, Link link, string key) =>
        Sign(Layer("factory", host) with
        {
            Inherit = inner,
            Method = CallBinding.Method(Verb.Get),
            Target = CallBinding.Target(Parse(host + link), key),
            BodyHash = CallBinding.BodyHash([]),
        });

    internal static Link Parse(string text)
    {
        Check.That(Link.TryParse(text, out var link, out _), $"{text} is a link");
        return link!;
    }

    private TokenLayer Layer(string name, string audience)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return new TokenLayer
        {
            Issuer = Parse($"{Peers}/service/{name}"),
            Kid = _key.Public.Kid,
            IssuedAt = now,
            // No layer ends after the one inside it, which was signed earlier.
            Expires = now - (now % Lifetime) + (2 * Lifetime),
            Audience = Parse(audience),
            Id = $"{++_signed}",
        };
    }

    private string Sign(TokenLayer layer) => LayerText.Write(layer, _key);

    private sealed class RandomBytes : IEntropy
    {
        public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
    }
}
