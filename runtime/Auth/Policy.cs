using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Whom a host belongs to, and what its umask leaves to each class (spec/host.md, D-AUTH-5): the
/// owner, the group, and others, who are whoever is left, without a token too. `authorities` are
/// the host's own, such as `http://127.0.0.1:8702`.
/// </summary>
public sealed class Policy(Link? owner, Link? group, IEnumerable<string> authorities)
{
    private const int OpenMask = 511;
    private const int OwnedMask = 508;

    private readonly HashSet<string> _authorities =
        new(authorities, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether anyone may do anything: nobody owns this host.</summary>
    public bool IsOpen => owner is null;

    /// <summary>Nine bits: 0777 without an owner, 0774 with one.</summary>
    public int Umask => IsOpen ? OpenMask : OwnedMask;

    /// <summary>A caller without a token.</summary>
    public Caller Anonymous { get; } = owner is null
        ? Caller.Anonymous : new Caller(null, [], new Rights(OwnedMask & 7, []));

    /// <summary>Whether a link leads to this host.</summary>
    public bool IsHere(Link link) => link.Host is { } host && _authorities.Contains(host);

    /// <summary>
    /// Whether it is the host's owner who asks, by a token in which nobody else has a layer: null,
    /// or the fault. Nobody owns an open host, so there anybody may ask.
    /// </summary>
    public Fault? RefuseUnlessOwner(Caller caller) =>
        IsOpen || (!caller.IsAnonymous && caller.Chain.All(layer => Owns(layer.Issuer)))
            ? null : AuthFaults.NotTheOwner(caller);

    /// <summary>Whether the issuer is the owner, or of the group: they speak for all paths.
    /// </summary>
    internal bool OwnsOrShares(Link issuer) => Owns(issuer) || Shares(issuer);

    /// <summary>
    /// What the umask leaves of a claim that the issuer signed. Trusted issuers are the group of
    /// the paths that they are trusted for; the host's own clusters, like its owner, are users.
    /// </summary>
    internal int Mask(Link issuer, bool isTrustedForPath)
    {
        if (IsHere(issuer) || Owns(issuer)) return Umask >> 6 & 7;
        return isTrustedForPath || Shares(issuer) ? Umask >> 3 & 7 : Umask & 7;
    }

    private bool Owns(Link issuer) => owner is not null && owner.Covers(issuer);

    private bool Shares(Link issuer) => group is not null && group.Covers(issuer);
}
