using HandlebarsDotNet;
using HandlebarsDotNet.IO;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics.Templates;

/// <summary>States as objects that the template engine can walk, and their text.</summary>
internal sealed class TemplateView : IFormatterProvider, IFormatter
{
    /// <summary>
    /// Null for what counts as none: it renders empty, and is false in a condition.
    /// </summary>
    public static object? Of(State state, TemplateBudget budget)
    {
        state = Instance.Native(state);
        if (ValueBodies.IsNoneLike(state)) return null;
        if (state.As<TupleState>() is { } tuple) return new TemplateList(tuple, budget);
        if (state.As<MapState>() is { } map) return new TemplateMap(map, budget);
        var text = Text(state);
        if (text.Length == 0) return null;
        return state.IsNumber && NumberOrder.AreEqual(state, State.Of(0L))
            ? new TemplateZero(text) : new TemplateText(text);
    }

    public bool TryCreateFormatter(Type type, out IFormatter formatter)
    {
        formatter = this;
        return typeof(TemplateText).IsAssignableFrom(type) || type == typeof(TemplateList)
            || type == typeof(TemplateMap);
    }

    public void Format<T>(T value, in EncodedTextWriter writer)
    {
        switch (value)
        {
            case TemplateList list: FormatList(list, writer); break;
            // The original's words for a map, which has no text.
            case TemplateMap: writer.Write("[object]"); break;
            default: writer.Write(value?.ToString()); break;
        }
    }

    private void FormatList(TemplateList list, in EncodedTextWriter writer)
    {
        writer.Write("[");
        var separator = "";
        foreach (var item in list)
        {
            writer.Write(separator);
            separator = ", ";
            if (item is not null) Format(item, writer);
        }

        writer.Write("]");
    }

    /// <summary>Bytes as base64, and what has no text, such as an op, as its class.</summary>
    private static string Text(State state) => ValueText.Of(state)
        ?? (state.As<Bytes>() is { } bytes
            ? Convert.ToBase64String(bytes.Content.AsSpan()) : state.Class.Path);
}
