using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TinyChain.Tests.Conformance;

/// <summary>
/// Sends the requests of one example, one after the other. The examples call their host
/// `http://127.0.0.1:8702`, and their transactions T1, T2: a label gets its id when it is allocated
/// or first used.
/// </summary>
internal sealed class ExampleRun(HttpClient client, Uri address)
{
    private const string Host = "http://127.0.0.1:8702";

    private readonly Dictionary<string, string> _txns = [];
    private readonly string _host = address.GetLeftPart(UriPartial.Authority);

    /// <summary>A request's verb, path, key and body; the last two as JSON text, or null.</summary>
    public static (string Verb, string Path, string? Key, string? Body) Parts(JsonElement request)
    {
        var key = request.TryGetProperty("key", out var text) ? text.GetRawText() : null;
        var body = request.TryGetProperty("body_raw", out var raw) ? raw.GetString()
            : request.TryGetProperty("body", out var value) ? value.GetRawText()
            : null;
        return (request.GetProperty("method").GetString()!,
            request.GetProperty("path").GetString()!, key, body);
    }

    /// <summary>Does a step of a set-up; returns null, or what went wrong.</summary>
    public async Task<string?> SetUp(JsonElement step)
    {
        if (step.TryGetProperty("allocate_txn", out var label))
        {
            _ = TxnOf(label.GetString()!);
            return null;
        }

        var (status, text) = await Send(step);
        var wanted = step.TryGetProperty("expect_status", out var given) ? given.GetInt32() : 200;
        var mayFail = step.TryGetProperty("ignore_failure", out var flag) && flag.GetBoolean();
        return status == wanted || mayFail
            ? null : $"{step.GetRawText()} got {status} {text.Trim()}";
    }

    /// <summary>The status and the body, in which the host has the examples' name.</summary>
    public async Task<(int Status, string Text)> Send(JsonElement request)
    {
        using var message = Message(request);
        using var response = await client.SendAsync(message);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Replace(_host, Host, StringComparison.Ordinal));
    }

    private HttpRequestMessage Message(JsonElement request)
    {
        var (verb, path, key, body) = Parts(request);
        List<string> query = [];
        if (key is not null) query.Add($"key={Uri.EscapeDataString(Here(key))}");
        if (TxnOf(request) is { } txn) query.Add($"txn_id={Uri.EscapeDataString(txn)}");
        var target = query.Count == 0 ? Here(path) : $"{Here(path)}?{string.Join('&', query)}";
        var message = new HttpRequestMessage(new HttpMethod(verb), new Uri(address, target));
        // No content type: the Python client sends none either.
        if (body is not null)
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Here(body)));
        if (!request.TryGetProperty("headers", out var headers)) return message;
        foreach (var header in headers.EnumerateObject())
            message.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        return message;
    }

    private string Here(string text) => text.Replace(Host, _host, StringComparison.Ordinal);

    private string? TxnOf(JsonElement request) =>
        request.TryGetProperty("txn", out var label) ? TxnOf(label.GetString()!)
        : request.TryGetProperty("txn_raw", out var raw) ? raw.GetString()
        : request.TryGetProperty("txn_offset_s", out var offset)
            ? NewId(TimeSpan.FromSeconds(offset.GetDouble()), 1)
        : null;

    private string TxnOf(string label)
    {
        if (!_txns.TryGetValue(label, out var id))
            _txns[label] = id = NewId(TimeSpan.Zero, _txns.Count + 1);
        return id;
    }

    private static string NewId(TimeSpan offset, int nonce)
    {
        var age = TimeProvider.System.GetUtcNow() + offset - DateTimeOffset.UnixEpoch;
        return string.Create(CultureInfo.InvariantCulture, $"{age.Ticks * 100}-{nonce}");
    }
}
