using System.Collections.Immutable;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>
/// The fourth product: a linear program over registers. The same plan feeds every sink and tier.
/// </summary>
public sealed class OpPlan(
    TypedOp typed,
    ImmutableArray<Register> registers,
    ImmutableArray<Step> steps,
    ImmutableArray<int> slots)
{
    public OpDef Op => typed.Op;

    /// <summary>The names bound by slot at the call; see <see cref="OpScope"/>.</summary>
    public ImmutableArray<Id> Inputs => typed.Scope.Inputs;

    /// <summary>The class of each input that this plan is for.</summary>
    public ImmutableArray<StateClass> Signature => typed.Signature;

    public ImmutableArray<Register> Registers { get; } = registers;

    public ImmutableArray<Step> Steps { get; } = steps;

    /// <summary>By slot, the statement that its effect belongs to.</summary>
    public ImmutableArray<int> SlotStatements { get; } = slots;
}
