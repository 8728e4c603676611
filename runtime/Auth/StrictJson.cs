using Newtonsoft.Json;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// The few shapes of JSON in a token, read one after the other: an object of texts, whole numbers,
/// and pairs. What is malformed throws <see cref="JsonException"/>.
/// </summary>
internal static class StrictJson
{
    // An object, an array of pairs, a pair.
    private const int Depth = 3;

    /// <summary>A reader behind the object's opening brace; it returns its buffer when disposed of.
    /// </summary>
    internal static JsonTextReader Open(string text)
    {
        var json = new JsonTextReader(new StringReader(text))
        {
            MaxDepth = Depth,
            DateParseHandling = DateParseHandling.None,
            ArrayPool = CharPool.Shared,
        };
        if (!json.Read() || json.TokenType != JsonToken.StartObject) throw new JsonException();
        return json;
    }

    /// <summary>The next member's name; null behind the object, where the text must end.</summary>
    internal static string? NextMember(JsonTextReader json)
    {
        if (!json.Read()) throw new JsonException();
        if (json.TokenType == JsonToken.PropertyName) return (string)json.Value!;
        if (json.TokenType != JsonToken.EndObject || json.Read()) throw new JsonException();
        return null;
    }

    /// <summary>The value that comes next, if it is a text.</summary>
    internal static string? Text(JsonTextReader json) =>
        json.Read() && json.TokenType == JsonToken.String ? (string)json.Value! : null;
}
