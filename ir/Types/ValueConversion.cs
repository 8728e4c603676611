using TinyChain.Ir.Values;

namespace TinyChain.Ir.Types;

/// <summary>
/// What constructors (spec/language.md 2.6) and casts (7.2) have in common: the classes that are
/// neither numbers nor bytes. Where the two tables differ, the wider one holds, because a
/// constructor that refuses its payload becomes a call of the cast.
/// </summary>
internal static class ValueConversion
{
    /// <summary>
    /// The value as one of the class, or a bad-request fault. None takes anything.
    /// </summary>
    public static State Convert(StateClass target, State value)
    {
        if (ReferenceEquals(target, StateClass.None)) return State.None;
        if (ReferenceEquals(target, StateClass.String)) return ToText(value);
        if (ReferenceEquals(target, StateClass.Id)) return ToId(value);
        if (ReferenceEquals(target, StateClass.Link)) return ToLink(value);
        if (ReferenceEquals(target, StateClass.Email)) return ToEmail(value);
        if (ReferenceEquals(target, StateClass.Version)) return ToVersion(value);
        if (ReferenceEquals(target, StateClass.ValueTuple)) return ToTuple(value);
        if (ReferenceEquals(target, StateClass.Value)) return ToValue(value);
        return State.Of(Fault.BadRequest(
            $"{target.Path} is not a class of values, so nothing can be cast to it"));
    }

    /// <summary>
    /// The fault of a value that can't be one of the class; `cure` says what could.
    /// </summary>
    public static State Refuse(StateClass target, State value, string cure) => State.Of(
        Fault.BadRequest($"{ValueText.Show(value)} cannot be a {target.Path}; {cure}"));

    private static State ToText(State value) => ValueText.Of(value) is { } text
        ? State.Of(text)
        : Refuse(StateClass.String, value, "give a string, a number, an Id or a link");

    private static State ToId(State value)
    {
        if (value.As<Id>() is not null) return value;
        var text = value.As<string>() ?? value.As<VersionId>()?.ToString();
        if (text is null && value.IsNumber && NumberConversion.IsWhole(value))
            text = ValueText.OfNumber(value);
        if (text is null)
            return Refuse(StateClass.Id, value, "give a string, an integer, a bool or a version");
        return Id.TryParse(text, out var id, out var problem)
            ? State.Of(id) : State.Of(Fault.BadRequest($"not an Id: {problem}"));
    }

    // T6: a Link, where the original gives a string. What isn't a string is one segment of a path.
    private static State ToLink(State value)
    {
        if (value.As<Link>() is not null) return value;
        if (value.As<Id>() is { } segment) return State.Of(Link.Of(segment));
        var text = value.IsNumber ? "/" + ValueText.OfNumber(value) : value.As<string>();
        if (text is null)
            return Refuse(StateClass.Link, value, "give a string such as /a/b, an Id or a number");
        return Link.TryParse(text, out var link, out var problem)
            ? State.Of(link) : State.Of(Fault.BadRequest($"not a link: {problem}"));
    }

    private static State ToEmail(State value)
    {
        if (value.As<Email>() is not null) return value;
        var text = value.As<string>() ?? value.As<Id>()?.Text;
        return text is not null && Email.Parse(text) is { } email
            ? State.Of(email)
            : Refuse(StateClass.Email, value, "give an address such as user@example.com");
    }

    private static State ToVersion(State value)
    {
        if (value.As<VersionId>() is not null) return value;
        var text = value.As<string>() ?? value.As<Id>()?.Text;
        var version = text is null ? VersionOf(value.As<TupleState>()) : VersionId.Parse(text);
        return version is not null
            ? State.Of(version)
            : Refuse(StateClass.Version, value, "give three numbers such as 1.2.3 or [1, 2, 3]");
    }

    private static VersionId? VersionOf(TupleState? parts) =>
        parts is { Items: [var major, var minor, var patch] }
        && IsPart(major) && IsPart(minor) && IsPart(patch)
            ? new VersionId((uint)major.Bits, (uint)minor.Bits, (uint)patch.Bits) : null;

    private static bool IsPart(State part) =>
        part.IsNumber && NumberConversion.IsWhole(part)
        && NumberConversion.FromWhole(NumberConversion.Whole(part), NumberClass.U32) is not null;

    private static State ToTuple(State value) =>
        value.As<TupleState>() is not null && IsValue(value)
            ? value
            : Refuse(StateClass.ValueTuple, value, "give a tuple whose items are all values");

    private static State ToValue(State value) => IsValue(value)
        ? value
        : Refuse(StateClass.Value, value, "maps, ops, closures and objects are not values");

    // Recursion is bounded by Limits.StateDepth; a state's weight bounds what is visited.
    private static bool IsValue(State value)
    {
        if (value.As<TupleState>() is not { } tuple) return value.Class.Is(StateClass.Value);
        foreach (var item in tuple.Items)
        {
            if (!IsValue(item)) return false;
        }

        return true;
    }
}
