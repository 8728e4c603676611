using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// Finds the entry of a map that a reference reads, where the map's entries are known: `$m/a`, or
/// `$m: ["a"]`.
/// </summary>
public static class Entries
{
    /// <summary>The way to the entry, or null where the reference is something else.</summary>
    public static SubjectPath? Find(TypedOp typed, OpRef reference)
    {
        if (reference is not GetRef get) return null;
        if (get.Subject is not IdSubject { IsSelf: false } subject) return null;
        var path = SubjectPath.Of(typed, subject);
        if (!path.Rest.IsEmpty || get.Key is not LiteralNode { Value: var name }) return null;
        if (name.IsNone) return IsData(path.Type) ? path : null;
        return path.Type.IsMap && name.As<string>() is { } text
            && Id.TryParse(text, out var id, out _) && path.Type.Field(id) is { } field
                ? new SubjectPath(field, path.Fields.Add(id)) : null;
    }

    /// <summary>A GET without a key gives what it finds, unless that answers itself.</summary>
    private static bool IsData(StateType type) => type.Class.Is(StateClass.Value)
        || ReferenceEquals(type.Class, StateClass.Tuple)
        || ReferenceEquals(type.Class, StateClass.Map);
}
