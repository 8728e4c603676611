using System.Globalization;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Host.Simulation;

/// <summary>
/// The keys of all hosts, the same in each schedule, as they decide nothing; and one that nobody
/// trusts.
/// </summary>
internal static class SimKeys
{
    internal const int MostHosts = 6;

    private static readonly SigningKey[] s_keys = Make();

    /// <summary>All hosts trust each other.</summary>
    internal static TrustStore Trust { get; } = new(
        [.. Enumerable.Range(0, MostHosts)
            .Select(host => new TrustedIssuer(LinkOf(host), Of(host).Public, []))]);

    internal static SigningKey Stranger => s_keys[MostHosts];

    internal static SigningKey Of(int host) => s_keys[host];

    internal static Link LinkOf(int host)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"http://h{host}:8702");
        Check.That(Link.TryParse(text, out var link, out _), "it is a link");
        return link!;
    }

    private static SigningKey[] Make()
    {
        var entropy = new SimEntropy(new Random(1));
        return [.. Enumerable.Range(0, MostHosts + 1).Select(_ => SigningKey.Generate(entropy))];
    }
}
