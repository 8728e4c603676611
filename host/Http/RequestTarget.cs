using System.Collections.Immutable;
using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Host.Http;

/// <summary>
/// A request's target as it came over the wire: where it goes, and the texts of `?key=` and
/// `?txn_id=`. Other query parameters are ignored (spec/host.md 1.2).
/// </summary>
public sealed record RequestTarget(Link Link, string? Key, string? TxnId)
{
    /// <summary>The target, or null and the fault.</summary>
    public static RequestTarget? Parse(string raw, out Fault? fault)
    {
        fault = raw.Length > Limits.RequestLineBytes
            ? Fault.Limit("bytes of a request's target", Limits.RequestLineBytes) : null;
        if (fault is not null) return null;
        var text = WithoutAuthority(raw);
        var question = text.IndexOf('?');
        var path = ParsePath(question < 0 ? text : text[..question], out fault);
        if (path is null) return null;
        var query = ParseQuery(question < 0 ? "" : text[(question + 1)..], out fault);
        return query is null ? null : new RequestTarget(
            path, query.GetValueOrDefault("key"), query.GetValueOrDefault("txn_id"));
    }

    // Absolute form: http://host:port/path ⇒ /path. Which host was meant is TCP's business.
    private static string WithoutAuthority(string raw)
    {
        if (raw.StartsWith('/')) return raw;
        var scheme = raw.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return raw;
        var end = raw.AsSpan(scheme + 3).IndexOfAny('/', '?');
        if (end < 0) return "/";
        var rest = raw[(scheme + 3 + end)..];
        return rest.StartsWith('?') ? "/" + rest : rest;
    }

    private static Link? ParsePath(string path, out Fault? fault)
    {
        fault = null;
        if (path == "/") return Link.Default;
        if (!path.StartsWith('/'))
        {
            fault = Fault.BadRequest("a request's target starts with '/'");
            return null;
        }

        // Split first, decode then: an escaped slash is part of a name, and no name may hold one.
        var segments = ImmutableArray.CreateBuilder<Id>();
        foreach (var segment in path[1..].Split('/'))
        {
            if (ParseSegment(segment, out fault) is not { } id) return null;
            segments.Add(id);
        }

        return Link.Of(segments.ToArray());
    }

    private static Id? ParseSegment(string segment, out Fault? fault)
    {
        fault = null;
        if (segment.Length == 0)
            fault = Fault.BadRequest("the path has an empty segment, or a slash at its end");
        else if (PercentText.Decode(segment) is not { } text)
            fault = Fault.BadRequest($"'{segment}' is not percent-encoded UTF-8");
        else if (Id.TryParse(text, out var id, out var problem))
            return id;
        else
            fault = Fault.BadRequest($"in the path: {problem}");
        return null;
    }

    private static Dictionary<string, string>? ParseQuery(string query, out Fault? fault)
    {
        fault = null;
        var values = new Dictionary<string, string>();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            if (name is not ("key" or "txn_id")) continue;
            var value = PercentText.DecodeForm(equals < 0 ? "" : pair[(equals + 1)..]);
            if (value is null)
                fault = Fault.BadRequest($"?{name}= is not percent-encoded UTF-8");
            else if (!values.TryAdd(name, value))
                fault = Fault.BadRequest($"?{name}= is given twice");
            if (fault is not null) return null;
        }

        return values;
    }
}
