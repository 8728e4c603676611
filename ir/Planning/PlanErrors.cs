using System.Globalization;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;

namespace TinyChain.Ir.Planning;

/// <summary>Every message of the plan stage.</summary>
internal static class PlanErrors
{
    internal static Diagnostic TooLong(OpDef op) => new(
        "TC3001", op.Form.Length == 0 ? default : op.Form[0].Node.Span, string.Create(
            CultureInfo.InvariantCulture,
            $"the op needs more than {Limits.PlanSteps} steps: split it into several ops"));
}
