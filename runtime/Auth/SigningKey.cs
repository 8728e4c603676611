using System.Security.Cryptography;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// A key that signs: ES256, over P-256 and SHA-256. It never prints its secret but for a key file.
/// </summary>
public sealed class SigningKey
{
    private readonly byte[] _secret;
    private readonly EcKey _key;

    private SigningKey(ECParameters parameters, PublicKey publicKey)
    {
        _secret = parameters.D!;
        _key = new EcKey(parameters);
        Public = publicKey;
    }

    public PublicKey Public { get; }

    public static SigningKey Generate(IEntropy entropy)
    {
        var secret = new byte[PublicKey.FieldBytes];
        while (true)
        {
            // A random number that is 0 or beyond the curve's order is drawn again: 1 in 2^32.
            entropy.Fill(secret);
            if (Of(secret) is { } key) return key;
        }
    }

    /// <summary>Reads a JWK with its private part.</summary>
    /// <returns>The key, or null and the problem, which shows nothing of the key.</returns>
    public static SigningKey? ReadJwk(string text, out string? problem)
    {
        if (Jwk.Read(text, out problem) is not { } parts) return null;
        if (parts.Secret is null) problem = "it has no private part, d";
        else if (Of(parts.Secret) is not { } key) problem = "its d is no private key of P-256";
        else if (PublicKey.Of(parts.Point, out problem) is { } given && !given.Equals(key.Public))
            problem = "its x and y belong to another key than its d";
        else if (problem is null)
            return key;
        return null;
    }

    /// <summary>The whole key, for a key file and nothing else.</summary>
    public string ToPrivateJwk() => Jwk.Print(Public, _secret);

    public override string ToString() => Public.Kid;

    /// <summary>ES256: r and s, 32 bytes each.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data) => _key.Sign(data);

    private static SigningKey? Of(byte[] secret)
    {
        try
        {
            using var made = ECDsa.Create(
                new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
            var parameters = made.ExportParameters(includePrivateParameters: true);
            return PublicKey.Of(parameters.Q, out _) is { } point
                ? new SigningKey(parameters, point) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
