using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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

    /// <summary>The text for these parameters, in order: the array is given up.</summary>
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

    /// <summary>
    /// The same for a template of one name between two texts. Out of line: here the JIT knows the
    /// characters to look for, and in emitted code it would not.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State FillOne(State parts, string before, State value, string after) =>
        TextOf(value) is { } text
            ? State.Of(Join(before, text, after))
            : Render(parts.As<TupleState>()!.Items, [value]);

    /// <summary>
    /// A new string, which nobody has seen yet, is written as string.Create does, but without a
    /// delegate; and short texts in place, where string.Concat calls for each.
    /// </summary>
    private static string Join(string before, string text, string after)
    {
        var joined = new string('\0', before.Length + text.Length + after.Length);
        ref var to = ref MemoryMarshal.GetReference(joined.AsSpan());
        ShortText.Copy(before, ref to);
        ShortText.Copy(text, ref Unsafe.Add(ref to, before.Length));
        ShortText.Copy(after, ref Unsafe.Add(ref to, before.Length + text.Length));
        return joined;
    }

    private static State Render(ImmutableArray<State> items, State[] values)
    {
        var map = State.Map(
            items[Shape].As<MapState>()!.Keys,
            ImmutableCollectionsMarshal.AsImmutableArray(values));
        return map.IsFault ? map : StringBodies.Render(items[Template], map);
    }

    /// <summary>
    /// What stands in the text for a short text, a number or none; null for anything else.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static string? TextOf(State value) =>
        value.As<string>() is { Length: <= MaxLength } text && !TemplateEncoder.IsSpecial(text)
            ? text : UnusualTextOf(value);

    private static string? UnusualTextOf(State value) =>
        value.As<string>() is { } text
            ? text.Length > MaxLength ? null : TemplateEncoder.Escape(text)
        : value.IsNumber ? ValueText.OfNumber(value)
        : value.IsNone ? "" : null;

    private static string? TextAt(ImmutableArray<State> items, int index) =>
        items[index].As<string>();
}
