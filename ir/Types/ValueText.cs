using System.Globalization;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Types;

/// <summary>The plain text of a value.</summary>
public static class ValueText
{
    /// <summary>The text of a string, Id, link, e-mail, version or number; else null.</summary>
    public static string? Of(State value)
    {
        if (value.As<string>() is { } text) return text;
        if (value.Is(NumberClass.Bool)) return value.AsBool ? "true" : "false";
        if (value.Is(NumberClass.F32)) return value.AsF32.ToString(CultureInfo.InvariantCulture);
        if (value.Is(NumberClass.F64)) return value.AsF64.ToString(CultureInfo.InvariantCulture);
        if (value.Is(NumberClass.U64)) return $"{(ulong)value.Bits}";
        if (value.IsNumber && !value.Class.Is(NumberClass.Complex)) return $"{value.Bits}";
        return value.As<StateObject>() switch
        {
            Id id => id.Text,
            Link link => link.ToString(),
            Email email => email.Text,
            VersionId version => version.ToString(),
            _ => null,
        };
    }
}
