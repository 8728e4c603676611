using System.Globalization;
using TinyChain.Codegen.Tiering;
using System.Net;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Host.Options;

/// <summary>
/// The texts given for each flag, read by kind. The first text that can't be read is kept as the
/// problem, and defaults stand in from there on.
/// </summary>
public sealed class FlagValues(IReadOnlyDictionary<Flag, IReadOnlyList<string>> texts)
{
    /// <summary>One line that names the flag and the cure, or null.</summary>
    public string? Problem { get; private set; }

    public bool IsGiven(Flag flag) => texts.ContainsKey(flag);

    public string Text(Flag flag, string otherwise) => Read(flag, otherwise, t =>
        t.Length > 0 ? t : null, "may not be empty")!;

    public int Number(Flag flag, int otherwise, int least, int most) => Read(flag, otherwise, t =>
        int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && n >= least && n <= most ? n : null, $"takes a number from {least} to {most}");

    public double Seconds(Flag flag, double otherwise) => Read(flag, otherwise, t =>
        double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var n)
        && n > 0 && n <= 86_400 ? n : null, "takes seconds, more than 0 and at most 86400");

    public IPAddress Ip(Flag flag, IPAddress otherwise) => Read(flag, otherwise, t =>
        t == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(t, out var ip) ? ip : null,
        "takes an IP address such as 127.0.0.1")!;

    public bool Switch(Flag flag) => Read(flag, false, t => t switch
    {
        "" or "true" or "1" => true,
        "false" or "0" => false,
        _ => (bool?)null,
    }, "takes true or false, or stands alone");

    public LogLevel Level(Flag flag) => Read(flag, LogLevel.Information, t => t switch
    {
        "trace" => LogLevel.Trace,
        "debug" => LogLevel.Debug,
        "info" => LogLevel.Information,
        "warn" => LogLevel.Warning,
        "error" => LogLevel.Error,
        _ => (LogLevel?)null,
    }, "takes trace, debug, info, warn or error");

    public Tier Tier(Flag flag) => Read(flag, Codegen.Tiering.Tier.Auto, t => t switch
    {
        "0" => Codegen.Tiering.Tier.Interpret,
        "1" => Codegen.Tiering.Tier.Emit,
        "auto" => Codegen.Tiering.Tier.Auto,
        _ => (Tier?)null,
    }, "takes 0, 1 or auto");

    /// <summary>Scheme and authority, without a path.</summary>
    public string? Url(Flag flag) => Read(flag, null, t =>
        Link.TryParse(t.TrimEnd('/'), out var link, out _) && link.Path.IsEmpty ? link.Host : null,
        "takes a URL without a path, such as http://example.com:8702");

    /// <summary>With a host: another's may be the same path.</summary>
    public Link? Identity(Flag flag) => Read(flag, null, t =>
        Link.TryParse(t, out var link, out _) && link.Host is not null ? link : null,
        "takes a link with its host, such as http://example.com/service/users");

    /// <summary>Each text that was given.</summary>
    public IReadOnlyList<string> Paths(Flag flag)
    {
        _ = Text(flag, "none");
        return Given(flag);
    }

    public string? Size(Flag flag) => Read(flag, null, t => t == "0"
        || (t.Length > 1 && "KMG".Contains(t[^1]) && t[..^1].All(char.IsAsciiDigit)) ? t : null,
        "takes 0, or a number with K, M or G, such as 512M");

    /// <summary>Bytes: 512M is 512,000,000. At least 5K, unless it is 0 (KP2).</summary>
    public long Bytes(Flag flag, long otherwise)
    {
        if (Size(flag) is not { } text) return otherwise;
        var unit = text[^1] switch
        {
            'K' => 1_000L,
            'M' => 1_000_000L,
            'G' => 1_000_000_000L,
            _ => 1,
        };
        if (unit == 1) return 0;
        if (long.TryParse(text[..^1], out var count) && count <= long.MaxValue / unit
            && count * unit >= 5_000)
            return count * unit;
        Refuse(flag, "takes 5K or more", text);
        return otherwise;
    }

    public string? HexKey(Flag flag) => Read(flag, null, t =>
        t.Length == 64 && t.All(char.IsAsciiHexDigit) ? t : null, "takes 64 hex digits");

    public IReadOnlyList<TrustedIssuer> Issuers(Flag flag)
    {
        var issuers = new List<TrustedIssuer>();
        foreach (var text in Given(flag))
        {
            if (TrustText.Read(text, out var problem) is { } issuer) issuers.Add(issuer);
            else Refuse(flag, $"takes ISSUER=JWK[;PATHS], and {problem}", text);
        }

        return issuers;
    }

    private T Read<T>(Flag flag, T otherwise, Func<string, T?> read, string rule)
        where T : struct
    {
        foreach (var text in Given(flag))
        {
            if (read(text) is { } value) otherwise = value;
            else Refuse(flag, rule, text);
        }

        return otherwise;
    }

    private T? Read<T>(Flag flag, T? otherwise, Func<string, T?> read, string rule)
        where T : class
    {
        foreach (var text in Given(flag))
        {
            if (read(text) is { } value) otherwise = value;
            else Refuse(flag, rule, text);
        }

        return otherwise;
    }

    private IReadOnlyList<string> Given(Flag flag)
    {
        var given = texts.GetValueOrDefault(flag) ?? [];
        if (given.Count > 1 && !flag.IsRepeatable)
            Problem ??= $"{flag.Option} was given {given.Count} times; give it once";
        return given;
    }

    private void Refuse(Flag flag, string rule, string text) =>
        Problem ??= $"{flag.Option} {rule}, not '{text}'";
}
