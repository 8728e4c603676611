using System.Globalization;
using System.Text;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Printing;

/// <summary>A state as one short line, for people who read stages; not JSON.</summary>
public static class StateText
{
    private const int MaxLength = 80;

    /// <summary>Items of a tuple, entries of a map and bytes that are shown.</summary>
    private const int MaxItems = 8;

    public static string Of(State state)
    {
        var text = new StringBuilder();
        Write(text, state);
        if (text.Length <= MaxLength) return text.ToString();
        var end = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return text.ToString(0, end) + "…";
    }

    /// <summary>
    /// Stops once the line is full, so a state costs no more than what of it is shown.
    /// </summary>
    private static void Write(StringBuilder text, State state)
    {
        if (text.Length > MaxLength) return;
        if (state.IsNone) text.Append("none");
        else if (state.IsNumber) text.Append(Number(state));
        else if (state.As<string>() is { } given) text.Append(Quoted(given));
        else if (state.As<StateObject>() is { } o) Write(text, o);
    }

    private static void Write(StringBuilder text, StateObject o)
    {
        switch (o)
        {
            case TupleState tuple: WriteTuple(text, tuple); break;
            case MapState map: WriteMap(text, map); break;
            case ClassDef definition:
                text.Append(CultureInfo.InvariantCulture, $"class {definition.Parent} ");
                WriteMap(text, definition.Prototype);
                break;
            case Instance instance: WriteInstance(text, instance); break;
            case Closure closure:
                text.Append("closure(");
                WriteMap(text, closure.Captured);
                text.Append(", ").Append(Object(closure.Op)).Append(')');
                break;
            case RangeState range:
                text.Append("range(");
                WriteBound(text, range.Start);
                text.Append(", ");
                WriteBound(text, range.End);
                text.Append(')');
                break;
            default: text.Append(Object(o)); break;
        }
    }

    private static void WriteTuple(StringBuilder text, TupleState tuple)
    {
        text.Append('[');
        for (var i = 0; i < Math.Min(tuple.Items.Length, MaxItems); i++)
        {
            if (i > 0) text.Append(", ");
            Write(text, tuple.Items[i]);
        }

        text.Append(tuple.Items.Length > MaxItems ? ", …]" : "]");
    }

    private static void WriteMap(StringBuilder text, MapState map)
    {
        text.Append('{');
        for (var i = 0; i < Math.Min(map.Count, MaxItems); i++)
        {
            if (i > 0) text.Append(", ");
            text.Append(map.Keys[i].Text).Append(": ");
            Write(text, map.Values[i]);
        }

        text.Append(map.Count > MaxItems ? ", …}" : "}");
    }

    private static void WriteInstance(StringBuilder text, Instance instance)
    {
        text.Append("instance ");
        if (instance.Members.Count > 0)
        {
            WriteMap(text, instance.Members);
            text.Append(' ');
        }

        text.Append("on ");
        Write(text, instance.Parent);
        text.Append(" of ");
        Write(text, instance.Definition);
    }

    private static void WriteBound(StringBuilder text, RangeBound bound)
    {
        text.Append(bound.Kind switch
        {
            RangeBoundKind.Open => "open",
            RangeBoundKind.Inclusive => "in ",
            RangeBoundKind.Exclusive => "ex ",
        });
        if (bound.Kind != RangeBoundKind.Open) Write(text, bound.Value);
    }

    private static string Object(StateObject o) => o switch
    {
        Id id => $"id {id}",
        Link link => link.ToString(),
        ClusterRef cluster => cluster.Path.ToString(),
        VersionId version => version.ToString(),
        Email email => email.Text,
        Bytes bytes => $"bytes({Hex(bytes)})",
        Fault fault => $"{fault.Kind}: {fault.Message}",
        OpDef op => OpPrinter.Head(op) + " {…}",
        RefState reference => NodeText.Of(reference.Node),
        _ => ClassText.Of(o.Class),
    };

    private static string Hex(Bytes bytes)
    {
        var shown = bytes.Content.AsSpan()[..Math.Min(bytes.Content.Length, MaxItems)];
        return Convert.ToHexStringLower(shown) + (bytes.Content.Length > MaxItems ? "…" : "");
    }

    /// <summary>The classes that JSON has as they are, any other with its name.</summary>
    private static string Number(State number) =>
        number.Is(NumberClass.F64) ? Float(number.AsF64)
        : number.Is(NumberClass.Bool) || number.Is(NumberClass.I64) ? ValueText.OfNumber(number)
        : $"{ClassText.Of(number.Class)}({ValueText.OfNumber(number)})";

    /// <summary>With a point or an exponent, so that no float looks like an integer.</summary>
    private static string Float(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny(".EN∞") ? text : text + ".0";
    }

    /// <summary>A text stays on its line, whatever is in it.</summary>
    private static string Quoted(string given)
    {
        var shown = given.Length <= MaxLength ? given : given[..MaxLength];
        return shown.AsSpan().ContainsAnyInRange('\0', '\x1f')
            ? $"\"{string.Concat(shown.Select(Escaped))}\"" : $"\"{shown}\"";
    }

    private static string Escaped(char c) => c switch
    {
        '\n' => "\\n",
        < ' ' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    };
}
