using System.Globalization;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Host.Simulation;

/// <summary>
/// The keys of all hosts and of two who sign for clients, the same in each schedule, as they decide
/// nothing; and one that nobody trusts.
/// </summary>
internal static class SimKeys
{
    internal const int MostHosts = 6;

    private static readonly SigningKey[] s_keys = Make();

    /// <summary>Who owns all hosts, and never asks for anything.</summary>
    internal static Link Operator { get; } = Parse("http://operator:8702/service/operator");

    /// <summary>Who may give clients the use of all services.</summary>
    internal static (Link Link, SigningKey Key) Users { get; } =
        (Parse("http://users:8702/service/users"), s_keys[MostHosts + 1]);

    /// <summary>Somebody known, who has nothing to give.</summary>
    internal static (Link Link, SigningKey Key) Guest { get; } =
        (Parse("http://guest:8702/service/guest"), s_keys[MostHosts + 2]);

    /// <summary>
    /// All hosts trust each other, but to speak for no path: what a host asks of another is by its
    /// client's authority.
    /// </summary>
    internal static TrustStore Trust { get; } = new(
    [
        .. Enumerable.Range(0, MostHosts)
            .Select(host => new TrustedIssuer(LinkOf(host), Of(host).Public, [])),
        new TrustedIssuer(Users.Link, Users.Key.Public, [Link.Local("/service")]),
        new TrustedIssuer(Guest.Link, Guest.Key.Public, []),
    ]);

    internal static SigningKey Stranger => s_keys[MostHosts];

    internal static SigningKey Of(int host) => s_keys[host];

    internal static Link LinkOf(int host) =>
        Parse(string.Create(CultureInfo.InvariantCulture, $"http://h{host}:8702"));

    private static Link Parse(string text)
    {
        Check.That(Link.TryParse(text, out var link, out _), "it is a link");
        return link!;
    }

    private static SigningKey[] Make()
    {
        var entropy = new SimEntropy(new Random(1));
        return [.. Enumerable.Range(0, MostHosts + 3).Select(_ => SigningKey.Generate(entropy))];
    }
}
