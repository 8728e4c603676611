using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics.Templates;

/// <summary>
/// Renders templates of texts and names alone, as plans prepare them (FillStep), just as the
/// engine would; what is no short text, number or none is left to the engine.
/// </summary>
public static class TemplateFill
{
    /// <summary>So short that nothing made of a template's parameters passes a limit.</summary>
    private const int MaxLength = 64 << 10;

    private const int Template = 0;
    private const int Shape = 1;
    private const int FirstText = 2;

    /// <summary>One parameter.</summary>
    public static State Fill(State parts, State value)
    {
        var items = parts.As<TupleState>()!.Items;
        return items.Length == FirstText + 3 && TextOf(value) is { } text
            ? State.Of(string.Concat(TextAt(items, FirstText), text, TextAt(items, FirstText + 2)))
            : FillMany(parts, [value]);
    }

    /// <summary>Any number of parameters: the array is given up.</summary>
    public static State FillMany(State parts, State[] values)
    {
        var items = parts.As<TupleState>()!.Items;
        var given = new string?[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            given[i] = TextOf(values[i]);
            if (given[i] is null) return Render(items, values);
        }

        var texts = new string?[items.Length - FirstText];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = i % 2 == 0 ? TextAt(items, FirstText + i)
                : given[(int)items[FirstText + i].AsI64];
        }

        return State.Of(string.Concat(texts));
    }

    private static State Render(ImmutableArray<State> items, State[] values)
    {
        var map = State.Map(
            items[Shape].As<MapState>()!.Keys,
            ImmutableCollectionsMarshal.AsImmutableArray(values));
        return map.IsFault ? map : StringBodies.Render(items[Template], map);
    }

    private static string? TextOf(State value) =>
        value.As<string>() is { } text
            ? text.Length > MaxLength ? null : TemplateEncoder.Escape(text)
        : value.IsNumber ? ValueText.OfNumber(value)
        : value.IsNone ? "" : null;

    private static string? TextAt(ImmutableArray<State> items, int index) =>
        items[index].As<string>();
}
