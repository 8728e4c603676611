using TinyChain.Ir;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// A column: `[name, class]` or `[name, class, max_len]` (spec/collections.md 2.1).
/// </summary>
/// <param name="Name">Its name, unique within the schema.</param>
/// <param name="Type">A class of numbers, abstract or not, or one of a variable size.</param>
/// <param name="MaxBytes">For a variable size: how many bytes a value may have (KB3).</param>
/// <param name="IsKey">Whether a key or an index holds it.</param>
public sealed record Column(Id Name, StateClass Type, ulong? MaxBytes, bool IsKey)
{
    /// <summary>
    /// The value as the column keeps it (language.md 7.2), or a fault that names the column. A
    /// number of an abstract class keeps its own width. None is never cast.
    /// </summary>
    public State Cast(State value)
    {
        if (value.IsFault) return value;
        if (value.IsNone && !ReferenceEquals(Type, StateClass.None))
            return Refuse($"has no value; give a {Type.Path}");
        var cast = Type is NumberClass ? Construction.Construct(Type, value)
            : Casting.Cast(Type, value);
        if (cast.As<Fault>() is { } fault) return Refuse($"takes a {Type.Path}: {fault.Message}");
        if (ValueSize.Of(cast) is not { } size)
            return Refuse("takes well-formed text, and this has half a surrogate pair");
        if (size > (long?)MaxBytes)
            return Refuse($"takes at most {MaxBytes} bytes, and this value has {size}");
        return IsKey && KeyEncoding.Of(this, cast).Length > Limits.KeyColumnBytes
            ? Refuse($"is part of a key: at most {Limits.KeyColumnBytes} bytes of it, as stored")
            : cast;
    }

    /// <summary>As schemas spell it, with the class as asked.</summary>
    internal State Spell(Func<StateClass, State> type)
    {
        var (name, shown) = (State.Of(Name.Text), type(Type));
        return MaxBytes is { } bytes
            ? State.Tuple([name, shown, State.Of(bytes)]) : State.Tuple([name, shown]);
    }

    /// <summary>As it is hashed (1.8): the class is its path's text.</summary>
    internal State Hashed() => Spell(type => State.Of(type.Path));

    private State Refuse(string why) => State.Of(Fault.BadRequest($"column {Name} {why}"));
}
