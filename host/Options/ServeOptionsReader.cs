using System.Net;
using TinyChain.Codegen;
using TinyChain.Ir;

namespace TinyChain.Host.Options;

/// <summary>
/// Turns the flags' texts into options, or into one line that says what is wrong.
/// </summary>
public static class ServeOptionsReader
{
    /// <summary>The options, or null and the problem.</summary>
    public static ServeOptions? Read(
        IReadOnlyDictionary<Flag, IReadOnlyList<string>> texts, out string? problem)
    {
        var values = new FlagValues(texts);
        var options = new ServeOptions
        {
            Address = values.Ip(Flags.Address, IPAddress.Loopback),
            HttpPort = values.Number(Flags.HttpPort, 8702, 0, 65_535),
            DataDir = values.Text(Flags.DataDir, "tinychain-data"),
            RequestTtl = TimeSpan.FromSeconds(values.Seconds(Flags.RequestTtl, 3)),
            Skew = Milliseconds(values, Flags.SkewMs, 500),
            TxnTtl = Milliseconds(values, Flags.TxnTtlMs, 3000),
            Compiler = ReadCompiler(values),
            CacheBytes = values.Bytes(Flags.CacheSize, 1_000_000_000),
            LogLevel = values.Level(Flags.LogLevel),
            PublicUrl = values.Url(Flags.PublicUrl),
            Owner = values.Identity(Flags.Owner),
            Group = values.Identity(Flags.Group),
            Trust = [.. values.Issuers(Flags.Trust)],
            TrustFile = values.IsGiven(Flags.TrustFile)
                ? values.Text(Flags.TrustFile, "none") : null,
            Debug = values.Switch(Flags.Debug),
            Bundles = [.. values.Paths(Flags.Bundle)],
            WithoutEffect = [.. Flags.All.Where(f => !f.HasEffect && values.IsGiven(f))],
        };
        CheckWithoutEffect(values);
        problem = values.Problem ?? Exposed(options.Address, values) ?? DebugExposed(options);
        return problem is null ? options : null;
    }

    private static CompilerOptions ReadCompiler(FlagValues values) => new()
    {
        Tiers = new() { Tier = values.Tier(Flags.Tier) },
        Capacity = values.Number(Flags.CompiledOps, Limits.CompiledOps, 1, 10_000_000),
        MaxBytes = (long)values.Number(Flags.CompiledMb, 256, 1, 1 << 20) << 20,
    };

    // A flag that changes nothing yet is still refused when it could not be right.
    private static void CheckWithoutEffect(FlagValues values)
    {
        _ = Milliseconds(values, Flags.MaxTxnTtlMs, 30_000);
        _ = values.Url(Flags.Peer);
        _ = values.HexKey(Flags.SymmetricKey);
        _ = values.Number(Flags.MinReplicas, 1, 1, 1000);
        _ = values.Size(Flags.StackSize);
        _ = values.Text(Flags.Workspace, "none");
    }

    private static string? Exposed(IPAddress address, FlagValues values) =>
        values.Switch(Flags.Insecure) || IPAddress.IsLoopback(address)
            || values.IsGiven(Flags.Owner) || values.Problem is not null
            ? values.Problem
            : $"{Flags.Address.Option} {address} is open to other machines, and this host has no "
                + $"owner: give {Flags.Owner.Option}, or {Flags.Insecure.Option} to allow anyone "
                + "everything";

    private static string? DebugExposed(ServeOptions options) =>
        !options.Debug || IPAddress.IsLoopback(options.Address) ? null
            : $"{Flags.Debug.Option} shows the code of every op, so it needs a loopback address, "
                + $"not {Flags.Address.Option} {options.Address}";

    private static TimeSpan Milliseconds(FlagValues values, Flag flag, int otherwise) =>
        TimeSpan.FromMilliseconds(values.Number(flag, otherwise, 0, 86_400_000));
}
