using System.Globalization;
using Spectre.Console;
using TinyChain.Ir;
using TinyChain.Runtime.Auth;

namespace TinyChain.Host.Commands;

/// <summary>A token as people read it: who signed what around what, outermost first.</summary>
internal static class TokenTree
{
    /// <summary>Prints all that can be read; returns what can't, or null.</summary>
    internal static string? Print(string token, TrustStore? trust, DateTimeOffset now)
    {
        if (token.Length > Limits.TokenBytes)
            return $"it is longer than the {Limits.TokenBytes} bytes that a host reads";
        string? problem = null;
        Tree? tree = null;
        IHasTreeNodes? inside = null;
        var depth = 0;
        for (var text = token; text is not null && problem is null;)
        {
            if (++depth > Limits.TokenDepth)
                problem = $"it has more than the {Limits.TokenDepth} layers that a host reads";
            else if (LayerText.Read(text, out problem) is { } signed)
            {
                var title = Escape($"{signed.Layer.Issuer}, key {signed.Layer.Kid}");
                inside = inside is null ? tree = new Tree(title) : inside.AddNode(title);
                foreach (var line in Lines(signed, trust, now)) inside.AddNode(Escape(line));
                text = signed.Layer.Inherit;
            }
        }

        if (tree is not null) Write(tree);
        return problem is null ? null : $"layer {depth}: {problem}";
    }

    private static IEnumerable<string> Lines(
        SignedLayer signed, TrustStore? trust, DateTimeOffset now)
    {
        var layer = signed.Layer;
        yield return $"signature: {Signature(signed, trust)}";
        yield return $"for {layer.Audience}";
        yield return $"from {Time(layer.IssuedAt)} until {Time(layer.Expires)}{Left(layer, now)}";
        foreach (var scope in layer.Scopes) yield return $"may {Modes(scope)} {scope.Path}";
        if (layer.Scopes.IsEmpty) yield return "allows nothing of its own";
        if (layer.Txn is not null) yield return $"in transaction {layer.Txn} only";
        if (layer.IsOfOneCall)
            yield return $"for one request only: {layer.Method} {layer.Target}";
        if (layer.Once) yield return "for one commit only";
    }

    private static string Signature(SignedLayer signed, TrustStore? trust)
    {
        if (trust is null) return "not checked; give --trust-file";
        if (trust.Find(signed.Layer.Issuer, signed.Layer.Kid) is not { } issuer)
            return "not trusted: the file has no such key for this issuer";
        return signed.IsSignedBy(issuer.Key) ? "good" : "WRONG: this is not what the issuer signed";
    }

    private static string Modes(Scope scope)
    {
        if (scope.Path.Path is [{ Text: "txn" }, ..])
            return scope.Locks ? scope.Owns ? "own and end" : "end" : "own";
        var names = new List<string>();
        if ((scope.Bits & Rights.Read) != 0) names.Add("read");
        if ((scope.Bits & Rights.Write) != 0) names.Add("write");
        if ((scope.Bits & Rights.Execute) != 0) names.Add("execute");
        return names.Count == 0 ? "do nothing with" : string.Join(", ", names);
    }

    private static string Time(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds)
        .ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Left(TokenLayer layer, DateTimeOffset now)
    {
        var left = layer.Expires - now.ToUnixTimeSeconds();
        return left > 0 ? $", {left} s from now" : ": expired";
    }

    private static string Escape(string text) => Markup.Escape(text);

    // Lines are not wrapped: links are to be copied.
    private static void Write(Tree tree)
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 2 * Limits.TokenTextChars);
        AnsiConsole.Write(tree);
    }
}
