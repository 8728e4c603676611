using System.Text.Json;
using TinyChain.Host.Options;
using TinyChain.Runtime.Auth;

namespace TinyChain.Host.Hosting;

/// <summary>
/// The file of `--trust_file`: `[{"issuer": LINK, "jwk": {…}, "paths": [PATH, …]}, …]`.
/// </summary>
internal static class TrustFile
{
    // A key and some paths take half a KiB; this is a list of thousands.
    private const int MaxBytes = 4 << 20;

    /// <exception cref="StartException">It can't be read, or one entry can't be used.</exception>
    internal static IReadOnlyList<TrustedIssuer> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                throw new StartException($"{path} has more than {MaxBytes} bytes");
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.ValueKind != JsonValueKind.Array)
                throw new StartException($"{path} must be a list: [{{\"issuer\": …}}, …]");
            return [.. json.RootElement.EnumerateArray().Select((e, i) => Entry(path, i, e))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartException($"the trust file {path} can't be read: {e.Message}", e);
        }
    }

    private static TrustedIssuer Entry(string path, int index, JsonElement entry)
    {
        string? problem = "it needs the members issuer (a text) and jwk (an object), and may have "
            + "paths (a list of texts)";
        if (entry.ValueKind == JsonValueKind.Object
            && entry.EnumerateObject().All(m => m.Name is "issuer" or "jwk" or "paths")
            && Text(entry, "issuer") is { } issuer
            && entry.TryGetProperty("jwk", out var jwk) && jwk.ValueKind == JsonValueKind.Object
            && Paths(entry) is { } paths
            && TrustText.Of(issuer, jwk.GetRawText(), paths, out problem) is { } trusted)
            return trusted;
        throw new StartException($"entry {index + 1} of {path} can't be used: {problem}");
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString() : null;

    private static List<string>? Paths(JsonElement entry)
    {
        if (!entry.TryGetProperty("paths", out var paths)) return [];
        return paths.ValueKind == JsonValueKind.Array
            && paths.EnumerateArray().All(p => p.ValueKind == JsonValueKind.String)
            ? [.. paths.EnumerateArray().Select(p => p.GetString()!)] : null;
    }
}
