using System.Buffers.Text;
using System.Security.Cryptography;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>How a layer names the one request that it is good for: `htm`, `htu` and `bh`.</summary>
public static class CallBinding
{
    private const string KeyParameter = "?key=";

    public static string Method(Verb verb) => verb switch
    {
        Verb.Get => "GET",
        Verb.Put => "PUT",
        Verb.Post => "POST",
        Verb.Delete => "DELETE",
    };

    /// <summary>The link, and behind it the key where there is one.</summary>
    public static string Target(Link target, string? key) =>
        key is null ? target.ToString()
            : target + KeyParameter + Uri.EscapeDataString(key);

    /// <summary>The link and the key of such a text; null where it is neither.</summary>
    public static (Link Link, string? Key)? ReadTarget(string text)
    {
        var end = text.IndexOf('?');
        if (!Link.TryParse(end < 0 ? text : text[..end], out var link, out _)) return null;
        if (end < 0) return (link, null);
        return text.AsSpan(end).StartsWith(KeyParameter)
            ? (link, Uri.UnescapeDataString(text[(end + KeyParameter.Length)..])) : null;
    }

    public static string BodyHash(ReadOnlySpan<byte> body) =>
        Base64Url.EncodeToString(SHA256.HashData(body));
}
