using TinyChain.Ir.Checking;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// An installed version, as the one whose code runs: what ops call there, whoever gave them, they
/// call as the version, and only what it reaches (decision 0060).
/// </summary>
public sealed class ActingVersion(Link link, Lazy<Reach> reach)
{
    /// <summary>The version's link, without a host.</summary>
    public Link Link { get; } = link;

    /// <summary>Found when first asked for: most versions call nobody.</summary>
    public Reach Reach => reach.Value;

    /// <summary>Whether a path of this host is the version's or of something below it.</summary>
    public bool Owns(Link local) =>
        local.Path.Length >= Link.Path.Length
        && local.Path.AsSpan()[..Link.Path.Length].SequenceEqual(Link.Path.AsSpan());

    /// <summary>Why it may not send a verb to a link outside of its reach.</summary>
    public Fault Refusal(Verb verb, Link to) => Fault.Forbidden(
        $"{Link} may not {verb.ToString().ToUpperInvariant()} {to}: no op of it names that link; "
        + "if it is meant to, declare the link in the attribute `dependencies` of a new version");
}
