using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// Keeps references out of what a request passes in (X7 of spec/language.md): they would run with
/// the callee's authority. Op definitions and closures are values and pass.
/// </summary>
internal static class Boundary
{
    /// <summary>The fault, or null when the state holds no reference.</summary>
    internal static Fault? Refuse(State state, string what)
    {
        if (!HoldsReference(state)) return null;
        return Fault.BadRequest($"{what} of a request may not hold references; "
            + "resolve them first, or send the call as a statement of /transact/hypothetical");
    }

    // Recursion is bounded by Limits.StateDepth.
    private static bool HoldsReference(State state)
    {
        if (state.As<RefState>() is not null) return true;
        if (state.As<TupleState>() is { } tuple) return tuple.Items.Any(HoldsReference);
        return state.As<MapState>() is { } map && map.Values.Any(HoldsReference);
    }
}
