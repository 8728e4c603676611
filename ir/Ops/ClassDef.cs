using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>
/// A user's class (spec/language.md 4.1): the link of its parent, and the prototype that its
/// instances share. A reference in the prototype of an installed class is held as data, as
/// <see cref="RefState"/>, with node numbers of its own.
/// </summary>
public sealed class ClassDef(Link parent, MapState prototype) : StateObject
{
    /// <summary>The class of an instance that was made without one.</summary>
    public static readonly ClassDef Empty = new(Link.Local("/state/class"), MapState.Empty);

    public Link Parent { get; } = parent;

    public MapState Prototype { get; } = prototype;

    public override StateClass Class => StateClass.Class;

    public override long Weight => Prototype.Weight + Parent.Weight + 32;

    public override int Depth => Prototype.Depth + 2;

    /// <summary>
    /// What can be cast to a class: a class; the link of its parent; `[link, prototype]`, as a
    /// listing shows it; a POST reference without references in it, which is how a client writes
    /// a class. Null for anything else.
    /// </summary>
    public static ClassDef? From(State state) => state.As<StateObject>() switch
    {
        ClassDef definition => definition,
        Link parent => new ClassDef(parent, MapState.Empty),
        TupleState { Items: [var link, var map] } when link.As<Link>() is { } parent
            && map.As<MapState>() is { } prototype => new ClassDef(parent, prototype),
        RefState
        {
            Node: PostRef
            {
                Subject: LinkSubject { Link: var parent }, Parameters: LiteralNode { Value: var map }
            }
        } when map.As<MapState>() is { } prototype => new ClassDef(parent, prototype),
        _ => null,
    };
}
