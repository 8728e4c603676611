using System.Globalization;
using System.Text.Json;
using TinyChain.Runtime.Auth;
using TinyChain.Tests.Tidy;

namespace TinyChain.Tests.Runtime.Auth;

/// <summary>The tokens and keys of tests/conformance/host.json.</summary>
internal static class GoldenTokens
{
    private static readonly JsonElement s_golden = Read();

    /// <summary>When they were issued; they last three seconds.</summary>
    public static readonly DateTimeOffset Issued =
        DateTimeOffset.FromUnixTimeSeconds(s_golden.GetProperty("iat").GetInt64());

    public static string Txn => s_golden.GetProperty("txn").GetString()!;

    public static IEnumerable<string> KeyNames => Keys.EnumerateObject().Select(k => k.Name);

    private static JsonElement Keys => s_golden.GetProperty("keys").GetProperty("p256");

    public static string Token(string name) => s_golden.GetProperty("es256")
        .GetProperty("tokens").GetProperty(name).GetString()!;

    public static string Legacy(string name) => s_golden.GetProperty("legacy")
        .GetProperty("tokens").GetProperty(name).GetString()!;

    public static string Kid(string key) => Keys.GetProperty(key).GetProperty("kid").GetString()!;

    public static SigningKey Key(string name) => TestKeys.OfScalar(int.Parse(
        Keys.GetProperty(name).GetProperty("private_scalar_hex").GetString()!.AsSpan(2),
        NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static JsonElement Read()
    {
        var path = Path.Combine(Repo.Root, "tests", "conformance", "host.json");
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return json.RootElement.GetProperty("golden").Clone();
    }
}
