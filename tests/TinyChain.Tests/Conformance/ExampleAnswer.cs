using System.Text.Json;
using System.Text.RegularExpressions;

namespace TinyChain.Tests.Conformance;

/// <summary>
/// What an example expects: a status with a body, or with an error of a kind. Bodies compare as
/// JSON, numbers by value and within `tolerance`; `&lt;txn-n&gt;` stands for any transaction's id,
/// a greater n for a greater id.
/// </summary>
internal sealed partial class ExampleAnswer(JsonElement expected)
{
    private readonly double _tolerance =
        expected.TryGetProperty("tolerance", out var tolerance) ? tolerance.GetDouble() : 0;

    private readonly SortedDictionary<int, string> _txns = [];

    public bool IsMatchedBy(int status, string text)
    {
        if (status != expected.GetProperty("status").GetInt32()) return false;
        if (!TryParse(text, out var actual)) return false;
        return expected.TryGetProperty("body", out var body)
            ? AreEqual(body, actual) && TxnsAscend()
            : IsError(expected.GetProperty("error").GetString()!, actual);
    }

    [GeneratedRegex("^<txn-([0-9]+)>$")]
    private static partial Regex TxnLabel();

    [GeneratedRegex("^[0-9]{19}-[0-9]{1,5}$")]
    private static partial Regex TxnId();

    /// <summary>An object with this one key, whose value is a text or {message, stack}.</summary>
    private static bool IsError(string kind, JsonElement actual) =>
        actual.ValueKind == JsonValueKind.Object
        && actual.EnumerateObject().Select(entry => entry.Name).SequenceEqual([kind])
        && (actual.GetProperty(kind) is { ValueKind: JsonValueKind.String }
            || (actual.GetProperty(kind) is { ValueKind: JsonValueKind.Object } detail
                && detail.TryGetProperty("message", out _)));

    private bool AreEqual(JsonElement wanted, JsonElement actual)
    {
        if (wanted.ValueKind != actual.ValueKind) return false;
        return wanted.ValueKind switch
        {
            JsonValueKind.Object => AreEqual(Members(wanted), Members(actual)),
            JsonValueKind.Array => wanted.GetArrayLength() == actual.GetArrayLength()
                && wanted.EnumerateArray().Zip(actual.EnumerateArray())
                    .All(pair => AreEqual(pair.First, pair.Second)),
            JsonValueKind.Number => JsonElement.DeepEquals(wanted, actual)
                || IsNear(wanted.GetDouble(), actual.GetDouble()),
            _ => JsonElement.DeepEquals(wanted, actual),
        };
    }

    private bool AreEqual(List<JsonProperty> wanted, List<JsonProperty> actual) =>
        wanted.Count == actual.Count
        && wanted.Zip(actual).All(pair => IsName(pair.First.Name, pair.Second.Name)
            && AreEqual(pair.First.Value, pair.Second.Value));

    private bool IsName(string wanted, string actual)
    {
        if (TxnLabel().Match(wanted) is not { Success: true } label) return wanted == actual;
        var number = int.Parse(label.Groups[1].Value);
        return TxnId().IsMatch(actual) && _txns.TryAdd(number, actual);
    }

    private bool TxnsAscend()
    {
        // The times have the same number of digits, so they compare as texts.
        var ids = _txns.Values.Select(id => id.Split('-'))
            .Select(parts => (parts[0], int.Parse(parts[1]))).ToList();
        return ids.SequenceEqual(ids.Order());
    }

    private bool IsNear(double wanted, double actual) =>
        Math.Abs(wanted - actual) <= _tolerance * Math.Max(1, Math.Abs(wanted));

    /// <summary>
    /// Without an order of their own; labels sort as the ids do that they stand for.
    /// </summary>
    private static List<JsonProperty> Members(JsonElement map) =>
        [.. map.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal)];

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
}
