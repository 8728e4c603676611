using System.Globalization;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Types;

/// <summary>
/// Values as plain text: for casts to a string, templates, and comparison by text (T5). A float is
/// the shortest decimal of its width, without an exponent, and without `.0` where it is integral:
/// 2.0 is `2` (spec/language.md 6.2), and so one that is integral and beyond 64 bits does not read
/// back. J4, which keeps the `.0`, is about JSON alone.
/// </summary>
public static class ValueText
{
    private const int ShownLength = 64;

    /// <summary>
    /// The text of a number, string, Id, link, e-mail address or version; null for anything else,
    /// which has no plain text.
    /// </summary>
    public static string? Of(State value)
    {
        if (value.IsNumber) return OfNumber(value);
        if (value.As<string>() is { } text) return text;
        if (value.As<Email>() is { } email) return email.Text;
        return value.As<Id>()?.Text ?? value.As<Link>()?.ToString()
            ?? value.As<VersionId>()?.ToString();
    }

    /// <summary>
    /// A number's text: `true`, `-5`, `2.5`, `1-2i`. What is not finite shows as `NaN`, `inf` or
    /// `-inf`, which nothing reads back.
    /// </summary>
    public static string OfNumber(State number) => NumberConversion.LeafOf(number).Kind switch
    {
        NumberKind.Bool => number.AsBool ? "true" : "false",
        NumberKind.UInt or NumberKind.Int =>
            NumberConversion.Whole(number).ToString(CultureInfo.InvariantCulture),
        NumberKind.Float => OfFloat(NumberConversion.Real(number), number.Is(NumberClass.F32)),
        NumberKind.Complex => OfComplex(number),
    };

    /// <summary>The start of a text, for a message.</summary>
    public static string Shorten(string text) =>
        text.Length <= ShownLength ? text : text[..ShownLength] + "…";

    /// <summary>A value as a message names it: its text, or its class where it has none.</summary>
    public static string Show(State value) =>
        Of(value) is { } text ? $"'{Shorten(text)}'"
        : value.IsNone ? "None" : $"a state of class {value.Class.Path}";

    private static string OfComplex(State number)
    {
        var (re, im) = number.AsComplex;
        var isF32 = number.Is(NumberClass.C32);
        var imaginary = OfFloat(im, isF32);
        return OfFloat(re, isF32) + (imaginary[0] == '-' ? "" : "+") + imaginary + "i";
    }

    private static string OfFloat(double value, bool isF32)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";
        var text = isF32
            ? ((float)value).ToString("R", CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        return exponent < 0 ? text : Expand(text, exponent);
    }

    /// <summary>`-1.5E-07` ⇒ `-0.00000015`, `1.5E+20` ⇒ `150000000000000000000`.</summary>
    private static string Expand(string text, int exponent)
    {
        var sign = text[0] == '-' ? "-" : "";
        var digits = text[sign.Length..exponent].Replace(".", "", StringComparison.Ordinal);
        var scale = int.Parse(text.AsSpan(exponent + 1), provider: CultureInfo.InvariantCulture);

        // There is one digit before the mantissa's point; below, `point` counts those before ours.
        var point = scale + 1;
        if (point <= 0) return sign + "0." + new string('0', -point) + digits;
        return point >= digits.Length
            ? sign + digits.PadRight(point, '0')
            : sign + digits[..point] + "." + digits[point..];
    }
}
