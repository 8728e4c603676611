using System.Globalization;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// Numbers. Read: a float/64 when the text has a point or an exponent, else the first of int/64 and
/// uint/64 that holds it (J3, J6). Written: the shortest text that reads back as the same number of
/// its own width, floats always with a point or an exponent (J4); what isn't finite has none (J5).
/// </summary>
internal static class NumberForm
{
    public static bool IsFloat(ReadOnlySpan<byte> text) => text.ContainsAny(".eE"u8);

    public static Term Parse(Scope scope, SyntaxValue value)
    {
        var text = value.Raw;
        var culture = CultureInfo.InvariantCulture;
        if (IsFloat(text))
        {
            var number = double.Parse(text, NumberStyles.Float, culture);
            return double.IsFinite(number)
                ? Term.Of(State.Of(number), value.Span) : scope.Errors.FloatTooLarge(value.Span);
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var signed))
            return Term.Of(State.Of(signed), value.Span);
        return ulong.TryParse(text, NumberStyles.None, culture, out var unsigned)
            ? Term.Of(State.Of(unsigned), value.Span)
            : scope.Errors.IntegerTooLarge(value.Span);
    }

    public static void Write(FormWriter writer, State number)
    {
        if (number.Class is not NumberClass leaf) return;
        switch (leaf.Kind)
        {
            case NumberKind.Bool:
                writer.Json.WriteBooleanValue(number.AsBool);
                break;
            case NumberKind.UInt:
                writer.Json.WriteNumberValue((ulong)number.Bits);
                break;
            case NumberKind.Int:
                writer.Json.WriteNumberValue(number.Bits);
                break;
            case NumberKind.Float when leaf.Bits == 32:
                WriteFloat(writer, number.AsF32, leaf);
                break;
            case NumberKind.Float:
                WriteFloat(writer, number.AsF64, leaf);
                break;
            case NumberKind.Complex:
                WriteComplex(writer, number, leaf);
                break;
        }
    }

    private static void WriteComplex(FormWriter writer, State number, NumberClass leaf)
    {
        var (re, im) = number.AsComplex;
        writer.Open(leaf);
        writer.Json.WriteStartArray();
        if (leaf.Bits == 32)
        {
            WriteFloat(writer, (float)re, leaf);
            WriteFloat(writer, (float)im, leaf);
        }
        else
        {
            WriteFloat(writer, re, leaf);
            WriteFloat(writer, im, leaf);
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
    }

    private static void WriteFloat<T>(FormWriter writer, T value, NumberClass leaf)
        where T : System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (!T.IsFinite(value))
        {
            writer.Fail(Fault.BadRequest($"{text} ({leaf.Path}) has no form in JSON"));
            writer.Json.WriteNullValue();
            return;
        }

        if (!text.AsSpan().ContainsAny('.', 'E')) text += ".0";
        writer.Json.WriteRawValue(text, skipInputValidation: true);
    }
}
