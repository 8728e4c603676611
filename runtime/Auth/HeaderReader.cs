using Newtonsoft.Json;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// A layer's header: exactly `alg`, `typ` and `kid`, and the first two are what they must be. There
/// is no choice of algorithm to attack, and no member that asks for more than is done.
/// </summary>
internal static class HeaderReader
{
    /// <summary>The key's name, or null and the problem.</summary>
    internal static string? Kid(string text, out string? problem)
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
