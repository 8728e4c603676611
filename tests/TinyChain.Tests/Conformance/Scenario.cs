using System.Text.Json;
using TinyChain.Tests.Tidy;

namespace TinyChain.Tests.Conformance;

/// <summary>One worked scenario of tests/conformance/host.json.</summary>
internal sealed class Scenario(JsonElement json)
{
    private static readonly Lazy<IReadOnlyDictionary<string, Scenario>> s_all = new(() =>
        Parse("host.json").GetProperty("scenarios").EnumerateArray()
            .Select(json => new Scenario(json)).ToDictionary(scenario => scenario.Id));

    private static readonly Lazy<IReadOnlyDictionary<string, string>> s_unproven = new(() =>
        Parse("unproven-scenarios.json").EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!));

    public static IReadOnlyDictionary<string, Scenario> All => s_all.Value;

    /// <summary>What no test proves: id → reason. The list only shrinks.</summary>
    public static IReadOnlyDictionary<string, string> Unproven => s_unproven.Value;

    public string Id { get; } = json.GetProperty("id").GetString()!;

    public string Category { get; } = json.GetProperty("category").GetString()!;

    /// <summary>What there is before, in words.</summary>
    public string Given { get; } = json.GetProperty("given").GetString()!;

    /// <summary>Requests with their responses.</summary>
    public IEnumerable<(JsonElement Request, JsonElement Response)> Requests =>
        Steps.Select(step => (step.GetProperty("request"), step.GetProperty("response")));

    /// <summary>What is done, in words, where there are no requests.</summary>
    public IEnumerable<string> Ops => Steps.Select(step => step.GetProperty("op").GetString()!);

    private IEnumerable<JsonElement> Steps => json.GetProperty("steps").EnumerateArray();

    private static JsonElement Parse(string file) =>
        JsonDocument.Parse(Repo.Read($"tests/conformance/{file}")).RootElement;
}
