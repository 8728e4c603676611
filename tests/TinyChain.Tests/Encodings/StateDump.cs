using System.Collections;
using System.Globalization;
using System.Text;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Encodings;

/// <summary>
/// All that a state is, as text: the public properties of everything in it, found by reflection,
/// so that a field that an encoder forgets shows. Left out: nodes' numbers, places, and children,
/// which are seen already, and what is computed from the rest.
/// </summary>
public static class StateDump
{
    private static readonly HashSet<string> s_derived =
    [
        "Class", "Weight", "Depth", "NodeCount", "Children", "Info", "Span", "IsSelf", "Verb",
        "IsDefault", "Count",
    ];

    public static string Of(State state)
    {
        var text = new StringBuilder();
        Add(text, state);
        return text.ToString();
    }

    private static void Add(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append('~'); break;
            case State state: AddState(text, state); break;
            case string or Id: AddText(text, value.ToString()!); break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items) Add(text, item);
                text.Append(']');
                break;
            case IFormattable atom: text.Append(atom.ToString(null, CultureInfo.InvariantCulture))
                .Append(';'); break;
            default: AddProperties(text, value); break;
        }
    }

    private static void AddState(StringBuilder text, State state)
    {
        text.Append(state.Class.Path).Append(':');
        if (state.As<Complex64>() is { } c)
            text.Append(Bits(c.Re)).Append(',').Append(Bits(c.Im));
        else if (state.IsNumber) text.Append(state.Bits);
        else if (!state.IsNone) Add(text, (object?)state.As<string>() ?? state.As<StateObject>());
        text.Append(';');
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static void AddText(StringBuilder text, string content)
    {
        text.Append('"');
        foreach (var c in content) text.Append((int)c).Append(',');
        text.Append('"');
    }

    private static void AddProperties(StringBuilder text, object value)
    {
        text.Append(value.GetType().Name).Append('(');
        foreach (var property in value.GetType().GetProperties().OrderBy(p => p.Name))
        {
            var isId = property.Name == "Id" && value is Node;
            if (!isId && !s_derived.Contains(property.Name)) Add(text, property.GetValue(value));
        }

        text.Append(')');
    }
}
