using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>
/// An object of a user's class (spec/language.md 4.2): the state that it stands on, the class, and
/// members of its own. Where a value is needed it counts as the state that it stands on.
/// </summary>
public sealed class Instance : StateObject
{
    private Instance(ClassDef definition, State parent, MapState members) =>
        (Definition, Parent, Members) = (definition, parent, members);

    public ClassDef Definition { get; }

    /// <summary>None for an instance that has members only.</summary>
    public State Parent { get; }

    public MapState Members { get; }

    public override StateClass Class => StateClass.Instance;

    /// <summary>With its class, for that is stored along.</summary>
    public override long Weight => Definition.Weight + Parent.Weight + Members.Weight + 32;

    public override int Depth =>
        1 + Math.Max(Math.Max(Definition.Depth, Parent.Depth), Members.Depth);

    /// <summary>An instance, or a fault where the limits of a state are passed.</summary>
    public static State Of(ClassDef definition, State parent, MapState members) =>
        State.Limited(new Instance(definition, parent, members));

    /// <summary>
    /// The state that an instance stands on, through instances of instances; any other state as it
    /// is.
    /// </summary>
    public static State Native(State state)
    {
        while (state.As<Instance>() is { } instance) state = instance.Parent;
        return state;
    }
}
