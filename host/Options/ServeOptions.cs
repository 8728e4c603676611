using System.Collections.Immutable;
using System.Net;
using TinyChain.Codegen;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Ports;

namespace TinyChain.Host.Options;

/// <summary>What `serve` was asked for: checked, with defaults filled in.</summary>
public sealed record ServeOptions
{
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 picks a free port.</summary>
    public int HttpPort { get; init; } = 8702;

    public string DataDir { get; init; } = "tinychain-data";

    public TimeSpan RequestTtl { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan Skew { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan TxnTtl { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Memory for stored data: half of it for the store's pages, a quarter for old versions.
    /// </summary>
    public long CacheBytes { get; init; } = 1_000_000_000;

    /// <summary>How ops run, and what is kept of them.</summary>
    public CompilerOptions Compiler { get; init; } = new();

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Scheme and authority; null where the listening address is the public one.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Whom the host belongs to; without an owner, anybody may do anything.</summary>
    public Link? Owner { get; init; }

    public Link? Group { get; init; }

    /// <summary>Whose tokens are believed, besides the host's own.</summary>
    public ImmutableArray<TrustedIssuer> Trust { get; init; } = [];

    /// <summary>A file with more of them.</summary>
    public string? TrustFile { get; init; }

    /// <summary>
    /// Whether samples are run once the host listens, so that the first requests find compiled
    /// code: for a process that is a host and nothing else.
    /// </summary>
    public bool RunsSamples { get; init; }

    /// <summary>Whether the pages under /debug are served.</summary>
    public bool Debug { get; init; }

    /// <summary>Used in place of the one in DataDir, and disposed of with the host.</summary>
    public IStore? Store { get; init; }

    /// <summary>Files of bundles to serve.</summary>
    public ImmutableArray<string> Bundles { get; init; } = [];

    /// <summary>Flags that were given and change nothing in this version.</summary>
    public ImmutableArray<Flag> WithoutEffect { get; init; } = [];
}
