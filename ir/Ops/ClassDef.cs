using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>
/// A user's class (spec/language.md 4.1): the link of its parent, and the prototype that its
/// instances share. A prototype's references are held as data, as
/// <see cref="TinyChain.Ir.Refs.RefState"/>, each with node numbers of its own.
/// </summary>
public sealed class ClassDef(Link parent, MapState prototype) : StateObject
{
    public Link Parent { get; } = parent;

    public MapState Prototype { get; } = prototype;

    public override StateClass Class => StateClass.Class;

    public override long Weight => Prototype.Weight + Parent.Weight + 32;

    public override int Depth => Prototype.Depth + 2;
}
