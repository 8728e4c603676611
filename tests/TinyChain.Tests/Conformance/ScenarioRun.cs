using System.Text;
using System.Text.Json;

namespace TinyChain.Tests.Conformance;

/// <summary>
/// Sends the requests of one scenario to a host, which the scenarios call `http://127.0.0.1:8702`,
/// and compares the responses. `&lt;…words…&gt;` stands for a text that has these words, and what
/// else is between angles for anything.
/// </summary>
internal sealed class ScenarioRun(HttpClient client, Uri address)
{
    private const string Host = "http://127.0.0.1:8702";
    private const double Tolerance = 1e-9;

    /// <summary>Null, or how the first response differs that does.</summary>
    public async Task<string?> Run(Scenario scenario)
    {
        foreach (var (request, response) in scenario.Requests)
        {
            var target = request.GetProperty("url").GetString()!;
            var body = request.TryGetProperty("body", out var json) ? json.GetRawText() : null;
            var headers = request.TryGetProperty("headers", out var given)
                ? given.EnumerateObject().ToDictionary(
                    header => header.Name, header => header.Value.GetString()!)
                : [];
            var (status, type, text) = await Send(
                request.GetProperty("method").GetString()!, target, body, headers);
            if (status != response.GetProperty("status").GetInt32()
                || type != response.GetProperty("content_type").GetString()
                || !IsMatched(response.GetProperty("body"), JsonDocument.Parse(text).RootElement))
                return $"{scenario.Id}: {target}: {status} {type} {text}";
        }

        return null;
    }

    /// <summary>The answer of the host, as `status body`.</summary>
    public async Task<string> Send(string method, string target, string? body = null)
    {
        var (status, _, text) = await Send(method, target, body, []);
        return $"{status} {text.TrimEnd('\n')}";
    }

    private async Task<(int Status, string? Type, string Text)> Send(
        string method, string target, string? body, Dictionary<string, string> headers)
    {
        using var message = new HttpRequestMessage(
            new HttpMethod(method), new Uri(address, target));
        if (body is not null)
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Here(body)));
        foreach (var (name, value) in headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, Filled(value)))
                message.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(message);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), text);
    }

    private string Here(string text) => text.Replace(
        Host, address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

    private static string Filled(string header) => header.Replace(
        "<20 KiB token>", new string('a', 20 * 1024), StringComparison.Ordinal);

    private static bool IsMatched(JsonElement wanted, JsonElement actual)
    {
        if (wanted.ValueKind == JsonValueKind.String
            && wanted.GetString() is ['<', .. var inside, '>'])
            return inside is not ['…', .. var words, '…'] || TextOf(actual).Contains(words);
        return (wanted.ValueKind, actual.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) =>
                wanted.EnumerateObject().Count() == actual.EnumerateObject().Count()
                && wanted.EnumerateObject().All(member =>
                    actual.TryGetProperty(member.Name, out var there)
                    && IsMatched(member.Value, there)),
            (JsonValueKind.Array, JsonValueKind.Array) =>
                wanted.GetArrayLength() == actual.GetArrayLength()
                && wanted.EnumerateArray().Zip(actual.EnumerateArray())
                    .All(pair => IsMatched(pair.First, pair.Second)),
            (JsonValueKind.Number, JsonValueKind.Number) =>
                Math.Abs(wanted.GetDouble() - actual.GetDouble()) <= Tolerance,
            (JsonValueKind.String, _) => wanted.GetString() == TextOf(actual),
            _ => JsonElement.DeepEquals(wanted, actual),
        };
    }

    /// <summary>A text, or an error's message where it comes with a stack.</summary>
    private static string TextOf(JsonElement actual) =>
        actual.ValueKind == JsonValueKind.String ? actual.GetString()!
        : actual.ValueKind == JsonValueKind.Object
            && actual.TryGetProperty("message", out var message) ? message.GetString()!
        : actual.GetRawText();
}
