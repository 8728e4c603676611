using System.Globalization;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Printing;

/// <summary>A state as one short line, for people who read stages; not JSON.</summary>
public static class StateText
{
    private const int MaxLength = 80;

    public static string Of(State state)
    {
        var text = Full(state);
        return text.Length <= MaxLength ? text : text[..MaxLength] + "…";
    }

    private static string Full(State state)
    {
        if (state.IsNone) return "none";
        if (state.As<string>() is { } text) return $"\"{text}\"";
        if (state.IsC64) return ValueText.OfNumber(state);
        if (state.As<StateObject>() is { } o) return Object(o);
        if (state.Is(NumberClass.Bool)) return state.AsBool ? "true" : "false";
        if (state.Is(NumberClass.I64)) return state.AsI64.ToString(CultureInfo.InvariantCulture);
        if (state.Is(NumberClass.F64)) return Float(state.AsF64);
        return $"{ClassText.Of(state.Class)}({state.Bits})";
    }

    private static string Object(StateObject o) => o switch
    {
        Id id => $"id {id}",
        Link link => link.ToString(),
        ClusterRef cluster => cluster.Path.ToString(),
        VersionId version => version.ToString(),
        Email email => email.Text,
        Fault fault => $"{fault.Kind}: {fault.Message}",
        TupleState tuple => $"[{string.Join(", ", tuple.Items.Take(8).Select(Of))}]",
        MapState map => "{" + string.Join(
            ", ", map.Keys.Take(8).Select((k, i) => $"{k}: {Of(map.Values[i])}")) + "}",
        OpDef op => OpPrinter.Head(op) + " {…}",
        ClassDef definition => $"class {definition.Parent} {Of(State.Of(definition.Prototype))}",
        Instance instance => $"instance of {Of(State.Of(instance.Definition))}",
        RefState reference => NodeText.Of(reference.Node),
        _ => ClassText.Of(o.Class),
    };

    /// <summary>With a point or an exponent, so that no float looks like an integer.</summary>
    private static string Float(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny(".EN∞") ? text : text + ".0";
    }
}
