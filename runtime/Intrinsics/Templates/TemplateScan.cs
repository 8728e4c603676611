using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics.Templates;

/// <summary>
/// Refuses templates that the engine could not compile on a thread's stack or in decent time. Its
/// parser and compiler recurse over tags, blocks and sub-expressions, without limits of their own.
/// The counts don't follow the syntax, which the engine alone knows: they only never fall short.
/// </summary>
internal static class TemplateScan
{
    /// <summary>Characters: a page of text; compiled templates are kept, with their text.</summary>
    private const int MaxLength = 64 << 10;

    /// <summary>Tags: 1,000 compile in 0.2 s, 10,000 overflow 1 MiB of stack.</summary>
    private const int MaxTags = 500;

    /// <summary>Blocks and branches, nested or not: 300 nested ones fit 1 MiB of stack.</summary>
    private const int MaxBlocks = 128;

    /// <summary>Sub-expressions, nested or not: 200 nested ones fit 1 MiB, 300 don't.</summary>
    private const int MaxParentheses = 64;

    /// <summary>The fault of a template past one of the limits, or null.</summary>
    public static Fault? Problem(string text)
    {
        if (text.Length > MaxLength) return Fault.Limit("characters of a template", MaxLength);
        var (tags, blocks, parentheses) = (0, 0, 0);
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0;
            at = text.IndexOf("{{", at + 1, StringComparison.Ordinal))
        {
            tags++;
            var tag = text.AsSpan(at).TrimStart("{~& \t\r\n");
            if (tag.StartsWith("#") || tag.StartsWith("^") || tag.StartsWith("else")) blocks++;
        }

        if (tags == 0) return null;
        for (var i = 0; i < text.Length; i++)
        {
            // A call in prose or script, such as f(x), opens no sub-expression.
            if (text[i] == '(' && i > 0 && !char.IsLetterOrDigit(text[i - 1])) parentheses++;
        }

        return tags > MaxTags ? Fault.Limit("tags of a template", MaxTags)
            : blocks > MaxBlocks ? Fault.Limit("blocks of a template", MaxBlocks)
            : parentheses > MaxParentheses
                ? Fault.Limit("parentheses of a template", MaxParentheses)
            : null;
    }
}
