using TinyChain.Ir.Values;

namespace TinyChain.Ir.Types;

/// <summary>
/// Equality between values (spec/language.md 7.3 with N1 and T5). The methods `eq`, `ne` and
/// `contains` use it, and so does `case`.
/// </summary>
public static class ValueEquality
{
    /// <summary>
    /// True for plain data: numbers, texts, bytes, None, and tuples of nothing else (T1). Maps,
    /// ops, references and ranges are no values.
    /// </summary>
    public static bool IsValue(State state)
    {
        if (state.As<TupleState>() is not { } tuple) return state.Class.Is(StateClass.Value)
            && !state.IsFault && !state.IsUnset;
        foreach (var item in tuple.Items)
        {
            if (!IsValue(item)) return false;
        }

        return true;
    }

    /// <summary>
    /// By content within a class, numbers by numeric value, a string and a value that has a text
    /// by that text; false otherwise, and for what is no value. Maps compare entry by entry.
    /// </summary>
    public static bool AreEqual(State left, State right)
    {
        if (left.IsNumber && right.IsNumber) return NumberOrder.AreEqual(left, right);
        if (left.As<string>() is { } text) return EqualsText(text, right);
        if (right.As<string>() is { } other) return EqualsText(other, left);
        if (left.As<TupleState>() is { } tuple)
        {
            return right.As<TupleState>() is { } items
                && AreEqual(tuple.Items.AsSpan(), items.Items.AsSpan());
        }

        if (left.As<MapState>() is { } map)
            return right.As<MapState>() is { } entries && AreEqual(map, entries);
        return left.IsNone ? right.IsNone : left.As<StateObject>() switch
        {
            Id id => id.Equals(right.As<Id>()),
            Link link => link.Equals(right.As<Link>()),
            VersionId version => version.Equals(right.As<VersionId>()),
            Email email => email.Text == right.As<Email>()?.Text,
            Bytes bytes => right.As<Bytes>() is { } b
                && bytes.Content.AsSpan().SequenceEqual(b.Content.AsSpan()),
            _ => false,
        };
    }

    private static bool EqualsText(string text, State other)
    {
        if (other.As<string>() is { } same) return text == same;
        if (!other.IsNumber)
        {
            return other.As<StateObject>() switch
            {
                Id id => text == id.Text,
                Link link => text == link.ToString(),
                VersionId version => text == version.ToString(),
                Email email => text == email.Text,
                _ => false,
            };
        }

        var number = Casting.ToNumber(State.Of(text));
        return !number.IsFault ? NumberOrder.AreEqual(number, other)
            : text == ValueText.Of(other);
    }

    private static bool AreEqual(ReadOnlySpan<State> left, ReadOnlySpan<State> right)
    {
        if (left.Length != right.Length) return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (!AreEqual(left[i], right[i])) return false;
        }

        return true;
    }

    private static bool AreEqual(MapState left, MapState right) =>
        left.Keys.AsSpan().SequenceEqual(right.Keys.AsSpan())
        && AreEqual(left.Values.AsSpan(), right.Values.AsSpan());
}
