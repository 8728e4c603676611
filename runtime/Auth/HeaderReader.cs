using System.Buffers;
using Newtonsoft.Json;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// A layer's header: exactly `alg`, `typ` and `kid`, and the first two are what they must be. There
/// is no choice of algorithm to attack, and no member that asks for more than is done.
/// </summary>
internal static class HeaderReader
{
    // As this host writes it, up to the key's name.
    private const string Usual =
        $"{{\"alg\":\"{LayerText.Algorithm}\",\"typ\":\"{LayerText.Type}\",\"kid\":\"";

    private const string UsualEnd = "\"}";

    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>The key's name, or null and the problem.</summary>
    internal static string? Kid(string text, out string? problem)
    {
        problem = null;
        return UsualKid(text) ?? AnyKid(text, out problem);
    }

    /// <summary>
    /// `{"alg":"ES256","typ":"rjwt+jwt","kid":"abc"}` ⇒ `abc`, where nothing in it is escaped: most
    /// headers are of this form, and need no reader of JSON. Null for any other.
    /// </summary>
    private static string? UsualKid(string text)
    {
        if (!text.StartsWith(Usual, StringComparison.Ordinal)
            || !text.EndsWith(UsualEnd, StringComparison.Ordinal)
            || text.Length < Usual.Length + UsualEnd.Length) return null;
        var kid = text.AsSpan(Usual.Length, text.Length - Usual.Length - UsualEnd.Length);
        return kid.ContainsAnyExcept(s_plain) ? null : kid.ToString();
    }

    private static string? AnyKid(string text, out string? problem)
    {
        problem = $"its header must be {{\"alg\": \"{LayerText.Algorithm}\", "
            + $"\"typ\": \"{LayerText.Type}\", \"kid\": …}} and nothing else";
        string? algorithm = null, type = null, kid = null;
        try
        {
            using var json = StrictJson.Open(text);
            while (StrictJson.NextMember(json) is { } name)
            {
                var slot = name switch
                {
                    "alg" => algorithm,
                    "typ" => type,
                    "kid" => kid,
                    _ => "",
                };
                if (slot is not null || StrictJson.Text(json) is not { } value) return null;
                if (name == "alg") algorithm = value;
                else if (name == "typ") type = value;
                else kid = value;
            }
        }
        catch (JsonException)
        {
            return null;
        }

        if (algorithm != LayerText.Algorithm || type != LayerText.Type || kid is null) return null;
        problem = null;
        return kid;
    }
}
