using System.Collections.Immutable;
using System.Text.Json;
using TinyChain.Runtime.Auth;

namespace TinyChain.Tests.Widgets;

/// <summary>An entry of a trust file: whose tokens a host believes, and what of.</summary>
internal sealed record Belief(string Issuer, SigningKey Key, ImmutableArray<string> Paths)
{
    /// <summary>The file.</summary>
    public static string Write(IEnumerable<Belief> beliefs) =>
        JsonSerializer.Serialize(beliefs.Select(belief => new
        {
            issuer = belief.Issuer,
            jwk = JsonSerializer.Deserialize<JsonElement>(belief.Key.Public.ToJwk()),
            paths = belief.Paths,
        }));
}
