using System.Text;
using System.Text.Json;
using TinyChain.Tests.Tidy;

namespace TinyChain.Tests.Conformance;

/// <summary>
/// One worked request of tests/conformance/language.json and its answer; the file's own
/// `conventions` say what the fields mean.
/// </summary>
internal sealed class Example(JsonElement json)
{
    private static readonly Lazy<IReadOnlyDictionary<string, Example>> s_all = new(() =>
        Parse("tests/conformance/language.json").GetProperty("examples").EnumerateArray()
            .Select(json => new Example(json)).ToDictionary(example => example.Id));

    private static readonly Lazy<IReadOnlyDictionary<string, string>> s_failures = new(() =>
        Parse("tests/conformance/expected-failures.json").EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!));

    public static IReadOnlyDictionary<string, Example> All => s_all.Value;

    /// <summary>What needs what isn't built yet: id → reason. The list only shrinks.</summary>
    public static IReadOnlyDictionary<string, string> ExpectedFailures => s_failures.Value;

    public string Id { get; } = json.GetProperty("id").GetString()!;

    public string Section { get; } = json.GetProperty("section").GetString()!;

    /// <summary>Sends it; returns null, or how the answer differs from the expected one.</summary>
    public async Task<string?> Run(HttpClient client, Uri address)
    {
        using var request = Request(address);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var status = (int)response.StatusCode;
        var expected = json.GetProperty("expected");
        return Matches(expected, status, text)
            ? null
            : $"{Id}: expected {expected.GetRawText()}, got {status} {text.Trim()}";
    }

    /// <summary>
    /// The request's verb, path, key and body; the last two as JSON text, or null.
    /// </summary>
    public (string Verb, string Path, string? Key, string? Body) Parts()
    {
        var request = json.GetProperty("request");
        var key = request.TryGetProperty("key", out var text) ? text.GetRawText() : null;
        var body = request.TryGetProperty("body_raw", out var raw) ? raw.GetString()
            : request.TryGetProperty("body", out var value) ? value.GetRawText()
            : null;
        return (request.GetProperty("method").GetString()!,
            request.GetProperty("path").GetString()!, key, body);
    }

    private HttpRequestMessage Request(Uri address)
    {
        var (verb, path, key, body) = Parts();
        var target = key is null ? path : $"{path}?key={Uri.EscapeDataString(key)}";
        var message = new HttpRequestMessage(new HttpMethod(verb), new Uri(address, target));
        // No content type: the Python client sends none either.
        if (body is not null) message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        return message;
    }

    private static bool Matches(JsonElement expected, int status, string text)
    {
        if (status != expected.GetProperty("status").GetInt32()) return false;
        if (!TryParse(text, out var actual)) return false;
        return expected.TryGetProperty("body", out var body)
            ? JsonElement.DeepEquals(body, actual)
            : IsError(expected.GetProperty("error").GetString()!, actual);
    }

    /// <summary>An object with this one key, whose value is a text or {message, stack}.</summary>
    private static bool IsError(string kind, JsonElement actual) =>
        actual.ValueKind == JsonValueKind.Object
        && actual.EnumerateObject().Select(entry => entry.Name).SequenceEqual([kind])
        && (actual.GetProperty(kind) is { ValueKind: JsonValueKind.String }
            || (actual.GetProperty(kind) is { ValueKind: JsonValueKind.Object } detail
                && detail.TryGetProperty("message", out _)));

    private static bool TryParse(string text, out JsonElement json)
    {
        try
        {
            json = JsonDocument.Parse(text).RootElement;
            return true;
        }
        catch (JsonException)
        {
            json = default;
            return false;
        }
    }

    private static JsonElement Parse(string path) =>
        JsonDocument.Parse(Repo.Read(path)).RootElement;
}
