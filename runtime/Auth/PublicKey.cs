using System.Buffers.Text;
using System.Security.Cryptography;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// What verifies an issuer's tokens: a point of P-256. Two are equal when their points are.
/// </summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    /// <summary>Bytes of a coordinate, and of each half of a signature.</summary>
    internal const int FieldBytes = 32;

    private const int KidBytes = 16;

    private readonly ECPoint _point;
    private readonly EcKey _key;

    private PublicKey(ECPoint point)
    {
        _point = point;
        _key = new EcKey(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        Kid = KidOf(point);
    }

    /// <summary>
    /// The key's name: base64url of the first 16 bytes of SHA-256 of its compressed point.
    /// </summary>
    public string Kid { get; }

    /// <summary>The point's coordinates, each in base64url.</summary>
    public string X => Base64Url.EncodeToString(_point.X);

    public string Y => Base64Url.EncodeToString(_point.Y);

    /// <summary>The key as one line of JSON, as `--trust` takes it.</summary>
    public string ToJwk() => Jwk.Print(this, secret: null);

    /// <summary>Reads a JWK; a private part in it is passed over.</summary>
    /// <returns>The key, or null and the problem.</returns>
    public static PublicKey? ReadJwk(string text, out string? problem) =>
        Jwk.Read(text, out problem) is { } read ? Of(read.Point, out problem) : null;

    public bool Equals(PublicKey? other) =>
        other is not null && _point.X.AsSpan().SequenceEqual(other._point.X)
        && _point.Y.AsSpan().SequenceEqual(other._point.Y);

    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    public override int GetHashCode() => Kid.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Kid;

    /// <summary>Whether the signature, r and s of 32 bytes, is this key's for the data.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == 2 * FieldBytes && _key.Verify(data, signature);

    internal static PublicKey? Of(ECPoint point, out string? problem)
    {
        problem = null;
        try
        {
            // The platform checks that the point is on the curve.
            using var _ = ECDsa.Create(
                new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            return new PublicKey(point);
        }
        catch (CryptographicException)
        {
            problem = "its x and y are no point of P-256";
            return null;
        }
    }

    private static string KidOf(ECPoint point)
    {
        Span<byte> compressed = stackalloc byte[1 + FieldBytes];
        compressed[0] = (byte)(2 + (point.Y![^1] & 1));
        point.X!.CopyTo(compressed[1..]);
        return Base64Url.EncodeToString(SHA256.HashData(compressed).AsSpan(0, KidBytes));
    }
}
