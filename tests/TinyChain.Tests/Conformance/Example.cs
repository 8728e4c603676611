using System.Text.Json;
using TinyChain.Tests.Tidy;

namespace TinyChain.Tests.Conformance;

/// <summary>
/// One worked request of a file in tests/conformance and its answer; the file's own `conventions`
/// say what the fields mean.
/// </summary>
internal sealed class Example(JsonElement json)
{
    private static readonly Lazy<IReadOnlyDictionary<string, Example>> s_all =
        new(() => Read("language.json"));

    private static readonly Lazy<IReadOnlyDictionary<string, Example>> s_collections =
        new(() => Read("collections.json"));

    private static readonly Lazy<IReadOnlyDictionary<string, string>> s_failures = new(() =>
        Parse("expected-failures.json").EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!));

    /// <summary>The language's.</summary>
    public static IReadOnlyDictionary<string, Example> All => s_all.Value;

    public static IReadOnlyDictionary<string, Example> Collections => s_collections.Value;

    /// <summary>What needs what isn't built yet: id → reason. The list only shrinks.</summary>
    public static IReadOnlyDictionary<string, string> ExpectedFailures => s_failures.Value;

    public string Id { get; } = json.GetProperty("id").GetString()!;

    public string Section { get; } = json.GetProperty("section").GetString()!;

    /// <summary>Why it can't be run, or null: there are no tensors yet.</summary>
    public string? Skipped { get; } =
        json.GetRawText().Contains("/state/collection/tensor", StringComparison.Ordinal)
            ? "tensors are not built yet" : null;

    /// <summary>
    /// Sends it, and first what sets it up; returns null, or how the answer differs from the
    /// expected one.
    /// </summary>
    public async Task<string?> Run(HttpClient client, Uri address)
    {
        var run = new ExampleRun(client, address);
        if (json.TryGetProperty("setup", out var steps))
        {
            foreach (var step in steps.EnumerateArray())
            {
                if (await run.SetUp(step) is { } problem) return $"{Id}: set-up: {problem}";
            }
        }

        var (status, text) = await run.Send(json.GetProperty("request"));
        var expected = json.GetProperty("expected");
        return new ExampleAnswer(expected).IsMatchedBy(status, text)
            ? null
            : $"{Id}: expected {expected.GetRawText()}, got {status} {text.Trim()}";
    }

    /// <summary>
    /// The request's verb, path, key and body; the last two as JSON text, or null.
    /// </summary>
    public (string Verb, string Path, string? Key, string? Body) Parts() =>
        ExampleRun.Parts(json.GetProperty("request"));

    private static Dictionary<string, Example> Read(string file) =>
        Parse(file).GetProperty("examples").EnumerateArray()
            .Select(json => new Example(json)).ToDictionary(example => example.Id);

    private static JsonElement Parse(string file) =>
        JsonDocument.Parse(Repo.Read($"tests/conformance/{file}")).RootElement;
}
