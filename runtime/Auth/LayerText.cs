using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Newtonsoft.Json;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// A layer as text, `header.claims.signature`, each part in base64url. The claims are written in
/// one order; they are read in any.
/// </summary>
public static class LayerText
{
    public const string Algorithm = "ES256";
    public const string Type = "rjwt+jwt";

    private static readonly UTF8Encoding s_utf8 = new(false, throwOnInvalidBytes: true);

    public static string Write(TokenLayer layer, SigningKey key)
    {
        // A kid is base64url: nothing in it is escaped.
        var header = $"{{\"alg\":\"{Algorithm}\",\"typ\":\"{Type}\",\"kid\":\"{key.Public.Kid}\"}}";
        var signed = Encode(header) + "." + Encode(Claims(layer));
        var signature = key.Sign(Encoding.ASCII.GetBytes(signed));
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    /// <summary>
    /// What the token's outermost layer says, its signature not looked at; or null and the problem.
    /// </summary>
    public static SignedLayer? Read(string token, out string? problem)
    {
        var (first, last) = (token.IndexOf('.'), token.LastIndexOf('.'));
        if (first < 0 || last == first || token.AsSpan(first + 1, last - first - 1).Contains('.'))
        {
            problem = "it is not header.claims.signature";
            return null;
        }

        if (Decode(token.AsSpan(0, first)) is not { } header
            || Decode(token.AsSpan(first + 1, last - first - 1)) is not { } claims
            || StrictBase64Url.Decode(token.AsSpan(last + 1)) is not { } signature)
        {
            problem = "its parts must be base64url of UTF-8, without padding";
            return null;
        }

        if (HeaderReader.Kid(header, out problem) is not { } kid) return null;
        return ClaimsReader.Read(claims, kid, out problem) is { } layer
            ? new SignedLayer(layer, token, last, signature) : null;
    }

    private static string Claims(TokenLayer layer)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var json = new JsonTextWriter(text))
        {
            json.WriteStartObject();
            Member(json, "iss", layer.Issuer.ToString());
            Member(json, "iat", layer.IssuedAt);
            Member(json, "exp", layer.Expires);
            json.WritePropertyName("custom");
            json.WriteStartArray();
            foreach (var scope in layer.Scopes)
            {
                json.WriteStartArray();
                json.WriteValue(scope.Path.ToString());
                json.WriteValue(scope.Mode);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WritePropertyName("inherit");
            json.WriteValue(layer.Inherit);
            Member(json, "aud", layer.Audience.ToString());
            Member(json, "jti", layer.Id);
            Member(json, "txn", layer.Txn);
            Member(json, "htm", layer.Method);
            Member(json, "htu", layer.Target);
            Member(json, "bh", layer.BodyHash);
            if (layer.Once) Member(json, "once", true);
            json.WriteEndObject();
        }

        return text.ToString();
    }

    private static void Member(JsonTextWriter json, string name, object? value)
    {
        if (value is null) return;
        json.WritePropertyName(name);
        json.WriteValue(value);
    }

    private static string Encode(string text) =>
        Base64Url.EncodeToString(s_utf8.GetBytes(text));

    private static string? Decode(ReadOnlySpan<char> text)
    {
        if (StrictBase64Url.Decode(text) is not { } bytes) return null;
        try
        {
            return s_utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
