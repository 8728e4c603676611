using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace TinyChain.Runtime.Auth;

/// <summary>Keys as JSON (RFC 7517): `kty` EC, `crv` P-256, `x`, `y`; key files have `d`.</summary>
internal static class Jwk
{
    internal sealed record Parts(ECPoint Point, byte[]? Secret);

    internal static string Print(PublicKey key, byte[]? secret)
    {
        var d = secret is null ? "" : $",\"d\":\"{Base64Url.EncodeToString(secret)}\"";
        // None of these texts holds a character that JSON escapes.
        return $"{{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"{key.X}\","
            + $"\"y\":\"{key.Y}\",\"kid\":\"{key.Kid}\"{d}}}";
    }

    /// <summary>The parts, or null and the problem, which never shows what was read.</summary>
    internal static Parts? Read(string text, out string? problem)
    {
        problem = null;
        if (Parse(text) is not { } key)
            problem = "it is no JSON Web Key";
        else if (key.Kty != "EC" || key.Crv != "P-256")
            problem = "it is no key of P-256: kty must be EC and crv P-256";
        else if (Field(key.X) is not { } x || Field(key.Y) is not { } y)
            problem = "its x and y must be 32 bytes each, in base64url";
        else if (key.D is not null && Field(key.D) is null)
            problem = "its d must be 32 bytes, in base64url";
        else
            return new Parts(
                new ECPoint { X = x, Y = y }, key.D is null ? null : Field(key.D));
        return null;
    }

    private static JsonWebKey? Parse(string text)
    {
        try
        {
            return new JsonWebKey(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static byte[]? Field(string? text) =>
        StrictBase64Url.Decode(text) is { Length: PublicKey.FieldBytes } bytes ? bytes : null;
}
