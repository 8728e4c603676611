using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>`[a, b]` and `{k: v}`: items in order of appearance, then the container.</summary>
internal static class ContainerLowering
{
    internal static void Write(Planner plan, TupleNode tuple, Register to) =>
        plan.Out.Emit(new TupleStep(to, [.. tuple.Items.Select(plan.StateOperand)]));

    internal static void Write(Planner plan, MapNode map, Cell to)
    {
        if (to is RecordCell record)
        {
            for (var i = 0; i < map.Keys.Length; i++)
                plan.Lower(map.Values[i], record.Field(map.Keys[i])!);
            return;
        }

        var values = map.Values.Select(plan.StateOperand).ToArray();
        var order = Enumerable.Range(0, values.Length).OrderBy(i => map.Keys[i]).ToArray();
        plan.Out.Emit(new MapStep(
            (Register)to, [.. order.Select(i => map.Keys[i])], [.. order.Select(i => values[i])]));
    }
}
