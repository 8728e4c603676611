using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// Compiles what an install brings, so that an op that can't run is refused then and there. An op
/// can be called wherever it stands in an attribute.
/// </summary>
internal static class AttributeOps
{
    /// <summary>
    /// The first fault of an op in the attributes, or null. `refuse` may refuse an op for its kind.
    /// </summary>
    internal static Fault? Compile(
        ICompiledOps ops, MapState attributes, Func<Id, OpDef, Fault?> refuse)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            var name = attributes.Keys[i];
            foreach (var op in In(attributes.Values[i]))
            {
                if (refuse(name, op) is { } refusal) return refusal;
                if (ops.Get(op, out var fault) is null)
                    return new Fault(
                        fault!.Kind, $"attribute '{name}': {fault.Message}", fault.Stack);
            }
        }

        return null;
    }

    // Depth: Limits.StateDepth.
    private static IEnumerable<OpDef> In(State state) =>
        state.As<OpDef>() is { } op ? [op]
        : (state.As<TupleState>()?.Items ?? state.As<MapState>()?.Values ?? []).SelectMany(In);
}
