using TinyChain.Host.Options;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Ports;

namespace TinyChain.Host.Hosting;

/// <summary>Whom a host believes, and the keys that it signs with.</summary>
internal sealed class Trust
{
    private readonly TokenIssuer _issuer;
    private readonly TimeProvider _time;

    private Trust(
        Policy policy, KeyRing keys, TokenVerifier verifier, TokenIssuer issuer,
        TimeProvider time) =>
        (Policy, Keys, Verifier, _issuer, _time) = (policy, keys, verifier, issuer, time);

    /// <summary>Whom the host belongs to.</summary>
    internal Policy Policy { get; }

    /// <summary>
    /// The key by which other hosts know that this one owns a transaction that begins now; empty
    /// where the host is open, and takes the word of anybody who says that they own one.
    /// </summary>
    internal string OwnersKey =>
        Policy.IsOpen ? "" : Keys.Signing(_time.GetUtcNow()).Public.Kid;

    internal KeyRing Keys { get; }

    internal TokenVerifier Verifier { get; }

    /// <summary>
    /// Who signs a message to another host. An open host signs only what it does for somebody with
    /// a token: another open one would not know its key.
    /// </summary>
    internal TokenIssuer? SignerOf(PeerMessage message) =>
        !Policy.IsOpen || !message.Caller.IsAnonymous ? _issuer : null;

    /// <summary>
    /// As the options say. Keys are beside the data; a host with a store of its own keeps them no
    /// longer than itself.
    /// </summary>
    internal static Trust Of(
        ServeOptions options, string[] authorities, IEntropy entropy, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var keys = options.Store is null
            ? KeyFiles.Open(KeyFiles.DirectoryIn(options.DataDir), entropy, now)
            : new KeyRing([new KeyFrom(SigningKey.Generate(entropy), now)]);
        var given = options.TrustFile is { } file ? TrustFile.Read(file) : [];
        var own = from authority in authorities
            from key in keys.Verifying(now)
            select new TrustedIssuer(LinkTo(authority), key, []);
        var policy = new Policy(options.Owner, options.Group, authorities);
        var store = new TrustStore([.. options.Trust, .. given, .. own]);
        return new Trust(
            policy, keys, new TokenVerifier(policy, store, options.Skew, time),
            new TokenIssuer(keys, time, entropy), time);
    }

    private static Link LinkTo(string authority)
    {
        Check.That(Link.TryParse(authority, out var link, out _), "a host's address is a link");
        return link!;
    }
}
