using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Ir.Planning;

/// <summary>The door of the plan stage: TypedOp → verified OpPlan.</summary>
public static class OpPlanner
{
    /// <summary>The plan, or null where `diagnostics` got an error.</summary>
    public static OpPlan? Plan(TypedOp typed, DiagnosticBag diagnostics)
    {
        var plan = Planner.Plan(typed, diagnostics);
        if (plan is not null) PlanVerifier.Verify(plan);
        return plan;
    }
}
