using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json;
using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// A layer's claims, read strictly: each at most once, each of its type, and none that this host
/// doesn't know, since what it would restrict can't be kept.
/// </summary>
internal sealed class ClaimsReader
{
    // The last second that a DateTimeOffset knows.
    private const long MostSeconds = 253_402_300_799;

    private readonly HashSet<string> _seen = [];
    private Link? _issuer;
    private Link? _audience;
    private long? _issuedAt;
    private long? _expires;
    private string? _id;
    private string? _inherit;
    private string? _txn;
    private string? _method;
    private string? _target;
    private string? _bodyHash;
    private bool _once;
    private ImmutableArray<Scope> _scopes = [];

    /// <summary>The layer, or null and the problem.</summary>
    internal static TokenLayer? Read(string claims, string kid, out string? problem)
    {
        problem = "its claims are no JSON object of the form that rule A2 has";
        try
        {
            using var json = StrictJson.Open(claims);
            return new ClaimsReader().Read(json, kid, out problem);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private TokenLayer? Read(JsonTextReader json, string kid, out string? problem)
    {
        while (StrictJson.NextMember(json) is { } name)
        {
            problem = _seen.Add(name) ? ReadClaim(json, name) : $"its claim {name} is there twice";
            if (problem is not null) return null;
        }

        problem = Missing();
        return problem is not null ? null : new TokenLayer
        {
            Issuer = _issuer!,
            Kid = kid,
            IssuedAt = _issuedAt!.Value,
            Expires = _expires!.Value,
            Audience = _audience!,
            Id = _id!,
            Scopes = _scopes,
            Inherit = _inherit,
            Txn = _txn,
            Method = _method,
            Target = _target,
            BodyHash = _bodyHash,
            Once = _once,
        };
    }

    private string? Missing() =>
        _issuer is null ? "it has no issuer, iss"
        : _audience is null ? "it has no audience, aud: the link of the cluster that it is for"
        : _issuedAt is null || _expires is null ? "it has no iat, or no exp"
        : _id is null ? "it has no id, jti"
        : null;

    private string? ReadClaim(JsonTextReader json, string name) => name switch
    {
        "iss" => ReadLink(json, out _issuer) && !_issuer.Path.IsEmpty ? null
            : "its iss must be a link with a path, such as http://example.com/service/users",
        "aud" => ReadLink(json, out _audience) ? null
            : "its aud must be a link, such as http://example.com/service/shop",
        "iat" => ReadSeconds(json, out _issuedAt) ? null : "its iat must be whole seconds",
        "exp" => ReadSeconds(json, out _expires) ? null : "its exp must be whole seconds",
        "jti" => ReadText(json, out _id),
        "txn" => ReadText(json, out _txn),
        "htm" => ReadText(json, out _method),
        "htu" => ReadText(json, out _target),
        "bh" => ReadText(json, out _bodyHash),
        "once" => ReadOnce(json),
        "inherit" => ReadInherit(json),
        "custom" => ScopesReader.Read(json, out _scopes),
        // Who at the issuer asked for it: nothing that restricts.
        "actor_id" or "sub" => ReadText(json, out _),
        _ => $"it has a claim that this host does not know, {Shown(name)}",
    };

    private static bool ReadLink(JsonTextReader json, [NotNullWhen(true)] out Link? link)
    {
        link = null;
        return StrictJson.Text(json) is { Length: <= Limits.TokenTextChars } text
            && Link.TryParse(text, out link, out _) && link.Host is not null;
    }

    private static bool ReadSeconds(JsonTextReader json, out long? seconds)
    {
        seconds = json.Read() && json.TokenType == JsonToken.Integer
            && json.Value is long and >= 0 and <= MostSeconds ? (long)json.Value : null;
        return seconds is not null;
    }

    private static string? ReadText(JsonTextReader json, out string? text)
    {
        text = StrictJson.Text(json);
        return text is { Length: > 0 and <= Limits.TokenTextChars } ? null
            : $"each of its texts must have 1 to {Limits.TokenTextChars} characters";
    }

    private string? ReadOnce(JsonTextReader json)
    {
        if (!json.Read() || json.TokenType != JsonToken.Boolean)
            return "its once must be true or false";
        _once = (bool)json.Value!;
        return null;
    }

    private string? ReadInherit(JsonTextReader json)
    {
        if (!json.Read() || json.TokenType is not (JsonToken.String or JsonToken.Null))
            return "its inherit must be a token, or null";
        _inherit = (string?)json.Value;
        return _inherit is "" ? "its inherit is empty" : null;
    }

    private static string Shown(string text) => text.Length <= 32 ? text : text[..32] + "…";
}
