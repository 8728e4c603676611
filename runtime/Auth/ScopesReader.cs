using System.Collections.Immutable;
using Newtonsoft.Json;
using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>The claim `custom`: pairs `[[path, mode], …]`, or one pair alone.</summary>
internal static class ScopesReader
{
    private const string Form =
        "its custom must be [[path, mode], …], with paths from / and modes from 0 to 511";

    /// <summary>Null, or the problem.</summary>
    internal static string? Read(JsonTextReader json, out ImmutableArray<Scope> scopes)
    {
        scopes = [];
        if (!IsNext(json, JsonToken.StartArray) || !json.Read()) return Form;
        if (json.TokenType == JsonToken.String)
        {
            if (Pair(json) is not { } only) return Form;
            scopes = [only];
            return null;
        }

        var pairs = ImmutableArray.CreateBuilder<Scope>();
        for (; json.TokenType == JsonToken.StartArray; json.Read())
        {
            if (pairs.Count == Limits.TokenScopes)
                return $"it allows too much at once: at most {Limits.TokenScopes} paths";
            if (!IsNext(json, JsonToken.String) || Pair(json) is not { } pair) return Form;
            pairs.Add(pair);
        }

        scopes = pairs.ToImmutable();
        return json.TokenType == JsonToken.EndArray ? null : Form;
    }

    /// <summary>A pair whose path was just read, up to its end.</summary>
    private static Scope? Pair(JsonTextReader json)
    {
        var path = (string)json.Value!;
        if (!path.StartsWith('/') || path.Length > Limits.TokenTextChars
            || !Link.TryParse(path, out var link, out _)) return null;
        if (!IsNext(json, JsonToken.Integer) || json.Value is not (long and >= 0 and <= Scope.All))
            return null;
        var mode = (int)(long)json.Value;
        return IsNext(json, JsonToken.EndArray) ? new Scope(link, mode) : null;
    }

    private static bool IsNext(JsonTextReader json, JsonToken token) =>
        json.Read() && json.TokenType == token;
}
