using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TinyChain.Ir.Values;

/// <summary>
/// A URI: an optional host (`http://example.com:8702`) and a path of Ids (spec/language.md 1.2,
/// 1.3). The default link, `/` with no host, counts as none.
/// </summary>
public sealed class Link : StateObject, IEquatable<Link>
{
    public static readonly Link Default = new(null, []);

    private Link(string? host, ImmutableArray<Id> path)
    {
        Host = host;
        Path = path;
    }

    public override StateClass Class => StateClass.Link;

    public override long Weight => ToString().Length + 8;

    /// <summary>
    /// Scheme and authority, such as `http://127.0.0.1:8702`; null for a local link.
    /// </summary>
    public string? Host { get; }

    public ImmutableArray<Id> Path { get; }

    public bool IsDefault => Host is null && Path.IsEmpty;

    public static Link Of(params ReadOnlySpan<Id> path) => new(null, [.. path]);

    /// <summary>A local link known to be valid, such as a class's URI.</summary>
    public static Link Local(string path) =>
        TryParse(path, out var link, out var problem) ? link : throw new ArgumentException(problem);

    public Link Append(params ReadOnlySpan<Id> segments) => new(Host, [.. Path, .. segments]);

    /// <summary>The host alone, with an empty path.</summary>
    public Link WithoutPath() => new(Host, []);

    public Link WithoutHost() => Host is null ? this : new Link(null, Path);

    /// <summary>The same link without its first `count` segments, as a path below it.</summary>
    public ImmutableArray<Id> After(int count) => Path[count..];

    /// <summary>
    /// Reads `/a/b` or `http://host:port/a/b`; a single trailing slash after a host is dropped.
    /// </summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Link? link, [NotNullWhen(false)] out string? problem)
    {
        link = null;
        string? host = null;
        var path = text;
        if (!text.StartsWith('/'))
        {
            if (!TrySplitHost(text, out host, out path, out problem)) return false;
        }

        if (!TryParsePath(path, out var segments, out problem)) return false;
        link = new Link(host, segments);
        return true;
    }

    /// <summary>Reads a path: `/`, or segments with a slash before each.</summary>
    public static bool TryParsePath(
        string text, out ImmutableArray<Id> path, [NotNullWhen(false)] out string? problem)
    {
        path = [];
        problem = null;
        if (text.Length == 0 || text == "/") return true;
        var start = text[0] == '/' ? 1 : 0;
        var count = 1 + text.AsSpan(start).Count('/');
        var segments = new Id[Math.Min(count, Limits.PathSegments)];
        for (var i = 0; i < segments.Length; i++)
        {
            var end = text.IndexOf('/', start);
            var segment = end < 0 ? text[start..] : text[start..end];
            if (!Id.TryParse(segment, out var id, out problem))
            {
                problem = segment.Length == 0 ? $"'{text}' has an empty path segment" : problem;
                return false;
            }

            (segments[i], start) = (id, end + 1);
        }

        if (count > segments.Length)
        {
            problem = $"limit exceeded: segments of a path (at most {Limits.PathSegments})";
            return false;
        }

        path = ImmutableCollectionsMarshal.AsImmutableArray(segments);
        return true;
    }

    public bool Equals(Link? other) =>
        other is not null && Host == other.Host && Path.AsSpan().SequenceEqual(other.Path.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Link);

    public override int GetHashCode() =>
        ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() =>
        Host is not null && Path.IsEmpty ? Host : Host + "/" + string.Join('/', Path);

    private static bool TrySplitHost(
        string text, out string? host, out string path, [NotNullWhen(false)] out string? problem)
    {
        host = null;
        path = "";
        problem = $"'{(text.Length <= 64 ? text : text[..64] + "…")}' is neither a path (/…) " +
            "nor a link (http://… or https://…)";
        var start = text.StartsWith("http://", StringComparison.Ordinal) ? 7
            : text.StartsWith("https://", StringComparison.Ordinal) ? 8 : 0;
        if (start == 0) return false;
        var slash = text.IndexOf('/', start);
        host = slash < 0 ? text : text[..slash];
        path = slash < 0 ? "" : text[slash..];
        if (path.Length > 1 && path.EndsWith('/')) path = path[..^1];
        if (!IsAuthority(host[start..])) return false;
        problem = null;
        return true;
    }

    private static bool IsAuthority(string text) =>
        text.Length > 0
        && !text.AsSpan().ContainsAny(" \t\r\n@?#<>\"'\\^`{|}")
        && Uri.TryCreate("http://" + text, UriKind.Absolute, out var uri)
        && uri.Host.Length > 0
        && uri.PathAndQuery == "/";
}
