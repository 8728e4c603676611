using TinyChain.Ir.Checking;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Ir.Planning;

/// <summary>
/// Guards of an input: is the argument of the type that the plan is for? Of a map each entry whose
/// class is known is guarded, and lies in a register from then on.
/// </summary>
internal static class Guards
{
    internal static void Write(PlanBuilder plan, StateType type, int input, Cell to)
    {
        if (to is RecordCell record)
        {
            var entries = plan.NewRegister(RegisterKind.Items);
            plan.Emit(new EntriesStep(entries, input));
            // The last first: once that is seen to be there, a sink needn't ask for the others.
            for (var i = record.Fields.Length - 1; i >= 0; i--)
                plan.Emit(new EntryStep((Register)record.Fields[i], entries, i));
            return;
        }

        if (RegisterKinds.Of(type.Class) == RegisterKind.State) plan.Emit(new GuardStep(input));
        plan.Emit(new ArgStep((Register)to, input));
    }
}
