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
    ImmutableArray<ImmutableArray<Id>> places,
    ImmutableArray<int> slotPlaces)
{
    public OpDef Op => typed.Op;

    /// <summary>The names bound by slot at the call; see <see cref="OpScope"/>.</summary>
    public ImmutableArray<Id> Inputs => typed.Scope.Inputs;

    /// <summary>The type of each input that this plan is for.</summary>
    public ImmutableArray<StateType> Signature => typed.Inputs;

    /// <summary>
    /// The plan for any arguments is the best there is for some: nothing in it is decided by the
    /// class of a state.
    /// </summary>
    public bool IsIndifferent { get; } =
        typed.Inputs.All(i => ReferenceEquals(i, StateType.Any))
        && !steps.Any(s => s is BeginStep or CallStep { Operands: RegisterKind.State });

    public ImmutableArray<Register> Registers { get; } = registers;

    public ImmutableArray<Step> Steps { get; } = steps;

    /// <summary>
    /// Where a fault may happen: the name of its statement, then that of the statement which calls
    /// the inlined op that it stands in, and so on outwards.
    /// </summary>
    public ImmutableArray<ImmutableArray<Id>> Places { get; } = places;

    /// <summary>By slot, the place that its effect is blamed on.</summary>
    public ImmutableArray<int> SlotPlaces { get; } = slotPlaces;

    /// <summary>
    /// What the plan and its functions call without routing: the plans of other ops of the library,
    /// or of this one. They share the plan's places, and begin no effects.
    /// </summary>
    public ImmutableArray<OpPlan> Functions { get; init; } = [];

    /// <summary>
    /// Whether the op ends where a charge finds too little fuel. In every tier it is the same
    /// charges that do: in a loop, and all in an op with effects, for it is to have no more of
    /// them. What lies between two is no longer than the plan, and the op's end looks again.
    /// </summary>
    public bool MayEnd(ChargeStep charge) => charge.IsLoop || !SlotPlaces.IsEmpty;

    /// <summary>Of a function, the registers that its arguments stand in at its start.</summary>
    public ImmutableArray<Register> Parameters { get; init; } = [];

    /// <summary>Of a function, the kind of its result; null of anything else.</summary>
    public RegisterKind? ResultKind { get; init; }

    /// <summary>A function that does the same by other steps.</summary>
    internal OpPlan With(
        ImmutableArray<Register> registers, ImmutableArray<Step> steps,
        ImmutableArray<Register> parameters) =>
        new(typed, registers, steps, Places, SlotPlaces)
        {
            Functions = Functions, Parameters = parameters, ResultKind = ResultKind,
        };
}
