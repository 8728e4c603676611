using System.Globalization;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Types;

/// <summary>
/// Reads a number from text, by one grammar wherever text may stand for a number (spec/language.md
/// 6.6, T11): `real | real ('+'|'-') unsigned 'i'`, where real is
/// `[sign] (digits ['.' [digits]] | '.' digits) [('e'|'E') [sign] digits]`. White space around it
/// is dropped. Nothing reads as NaN or an infinity.
/// </summary>
public static class NumberText
{
    private const NumberStyles Real = NumberStyles.AllowLeadingSign
        | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>
    /// The number: a complex/64, a float/64 where there is a point or an exponent, else an int/64,
    /// or a uint/64 where only that holds it (J3). A bad-request fault where the text is none.
    /// </summary>
    public static State Parse(string text) => TryParse(text) ?? State.Of(Fault.BadRequest(
        $"'{ValueText.Shorten(text)}' is not a number; write one such as 5, -2.5, 1e5 or 1+2i"));

    /// <summary>The number, or null.</summary>
    public static State? TryParse(string text)
    {
        var trimmed = text.AsSpan().Trim();

        // The library ignores NULs at the end, which the grammar does not know.
        if (trimmed.Contains('\0')) return null;
        var inner = InnerSign(trimmed);
        if (inner > 0) return ParseComplex(trimmed, inner);
        return trimmed.ContainsAny('.', 'e', 'E') ? ParseFloat(trimmed) : ParseInteger(trimmed);
    }

    private static State? ParseInteger(ReadOnlySpan<char> text)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign;
        if (long.TryParse(text, style, CultureInfo.InvariantCulture, out var signed))
            return State.Of(signed);
        return ulong.TryParse(text, style, CultureInfo.InvariantCulture, out var unsigned)
            ? State.Of(unsigned) : null;
    }

    private static State? ParseFloat(ReadOnlySpan<char> text) =>
        TryReal(text, out var real) ? State.Of(real) : null;

    private static State? ParseComplex(ReadOnlySpan<char> text, int sign)
    {
        if (text[^1] != 'i') return null;
        return TryReal(text[..sign], out var re) && TryReal(text[sign..^1], out var im)
            ? State.Complex(re, im) : null;
    }

    /// <summary>
    /// Where a sign stands that is neither the first character nor an exponent's.
    /// </summary>
    private static int InnerSign(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] is '+' or '-' && text[i - 1] is not ('e' or 'E')) return i;
        }

        return -1;
    }

    // The library also reads words such as "NaN", which hold no digit where we ask for one.
    private static bool TryReal(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        return text.ContainsAnyInRange('0', '9')
            && double.TryParse(text, Real, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }
}
