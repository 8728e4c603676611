using TinyChain.Ir.Ops;

namespace TinyChain.Ir.Checking;

/// <summary>
/// An op of the library, for arguments of certain types, that others call without routing. Code of
/// its own is made of it, which takes and gives numbers as they are.
/// </summary>
public sealed class OpFunction
{
    internal OpFunction(OpScope scope, StateType[] inputs) =>
        (Scope, Inputs) = (scope, inputs);

    public OpDef Op => Scope.Op;

    public OpScope Scope { get; }

    /// <summary>What is known of each input; of a map or a tuple its class alone.</summary>
    public IReadOnlyList<StateType> Inputs { get; }

    /// <summary>What is known of the result: at first that there is none.</summary>
    public StateType Result { get; internal set; } = StateType.Never;

    /// <summary>What the last check found.</summary>
    public TypedOp Typed { get; internal set; } = null!;

    internal bool Is(OpDef op, StateType[] inputs) =>
        ReferenceEquals(Op, op)
        && Inputs.Zip(inputs).All(i => ReferenceEquals(i.First, i.Second));

    /// <summary>What is known of a state without its parts.</summary>
    internal static StateType Plain(StateType type) => StateType.Of(type.Class);
}
