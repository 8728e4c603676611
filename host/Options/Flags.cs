using System.Collections.Immutable;

namespace TinyChain.Host.Options;

/// <summary>Every flag of `serve` (spec/host.md 1.5).</summary>
public static class Flags
{
    public static readonly Flag Address =
        new("address", "IP", "the address to listen on (default 127.0.0.1)");

    public static readonly Flag HttpPort =
        new("http_port", "PORT", "the port to listen on; 0 picks a free one (default 8702)");

    public static readonly Flag DataDir =
        new("data_dir", "DIR", "where everything installed is kept (default ./tinychain-data)");

    public static readonly Flag RequestTtl =
        new("request_ttl", "SECONDS", "how long a request may run (default 3)");

    public static readonly Flag LogLevel =
        new("log_level", "LEVEL", "trace, debug, info, warn or error (default info)");

    public static readonly Flag PublicUrl =
        new("public_url", "URL", "how others reach this host, such as https://example.com");

    public static readonly Flag Insecure =
        new("insecure", "", "serve on a non-loopback address without an owner") { IsSwitch = true };

    public static readonly Flag Debug =
        new("debug", "", "serve /debug: how ops are compiled; on a loopback address only")
        {
            IsSwitch = true,
        };

    public static readonly Flag SkewMs =
        new("skew_ms", "MS", "how far a client's clock may be off (default 500)");

    public static readonly Flag TxnTtlMs =
        new("txn_ttl_ms", "MS", "how old a client's transaction id may be (default 3000)");

    public static readonly Flag MaxTxnTtlMs =
        new("max_txn_ttl_ms", "MS", "the longest a token may keep a transaction (default 30000)")
        {
            HasEffect = false,
        };

    public static readonly Flag Bundle =
        new("bundle", "FILE", "libraries to serve, made by tinychain compile")
        {
            IsRepeatable = true,
        };

    public static readonly Flag Owner =
        new("owner", "LINK", "the identity that owns this host, and whose tokens may do everything "
            + "they say; without one anybody may do anything");

    public static readonly Flag Group =
        new("group", "LINK", "an identity whose tokens may do as much as the owner's");

    public static readonly Flag Trust =
        new("trust", "ISSUER=JWK[;PATHS]", "an issuer of tokens, its public key, and the paths "
            + "here that it may speak for, separated by commas")
        {
            IsRepeatable = true,
        };

    public static readonly Flag TrustFile =
        new("trust_file", "FILE", "more of them: a JSON list of {\"issuer\": LINK, \"jwk\": {…}, "
            + "\"paths\": [PATH, …]}");

    public static readonly Flag Peer = new("peer", "URL", "another host to join")
    {
        IsRepeatable = true,
        HasEffect = false,
    };

    public static readonly Flag SymmetricKey =
        new("symmetric_key", "HEX", "a key of 64 hex digits shared by hosts that join")
        {
            IsRepeatable = true,
            HasEffect = false,
        };

    public static readonly Flag MinReplicas =
        new("min_replicas", "N", "the fewest replicas that may serve (default 1)")
        {
            HasEffect = false,
        };

    public static readonly Flag CacheSize =
        new("cache_size", "SIZE", "memory for cached data, such as 512M (default 1G)");

    public static readonly Flag Tier =
        new("tier", "TIER", "0 interprets ops, 1 emits code for each before its first call, auto "
            + "emits in the background what is called often (default auto)");

    public static readonly Flag CompiledOps =
        new("compiled_ops", "N", "how many compiled ops are kept (default 4096)");

    public static readonly Flag CompiledMb =
        new("compiled_mb", "MB", "memory for compiled ops, and as much for parsed ones, in "
            + "megabytes (default 256)");

    public static readonly Flag StackSize =
        new("stack_size", "SIZE", "stack of a worker thread (default 96M)") { HasEffect = false };

    public static readonly Flag Workspace =
        new("workspace", "DIR", "where unfinished transactions are kept") { HasEffect = false };

    public static readonly ImmutableArray<Flag> All =
    [
        Address, HttpPort, DataDir, RequestTtl, LogLevel, PublicUrl, Insecure, Debug, SkewMs,
        TxnTtlMs, MaxTxnTtlMs, Owner, Group, Trust, TrustFile, Peer, SymmetricKey, MinReplicas,
        CacheSize, Tier, CompiledOps, CompiledMb, StackSize, Workspace, Bundle,
    ];
}
