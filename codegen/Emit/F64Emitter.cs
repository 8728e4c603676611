using System.Reflection.Emit;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Runtime.Execution;
using static TinyChain.Ir.Intrinsics.NumberIntrinsics;

namespace TinyChain.Codegen.Emit;

/// <summary>Arithmetic on unboxed 64-bit floats; only a zero divisor is a fault.</summary>
internal static class F64Emitter
{
    internal static void Emit(BodyEmitter body, CallStep call)
    {
        if (call.Method == Div || call.Method == Mod) CheckZero(body, call);
        body.Load(call.Receiver);
        if (call.Argument is { } argument) body.Load(argument);
        else body.Il.Emit(OpCodes.Ldc_R8, 0.0);
        if (call.Method == Add) body.Il.Emit(OpCodes.Add);
        else if (call.Method == Sub) body.Il.Emit(OpCodes.Sub);
        else if (call.Method == Mul) body.Il.Emit(OpCodes.Mul);
        else if (call.Method == Div) body.Il.Emit(OpCodes.Div);
        else if (call.Method == Mod) body.Il.Emit(OpCodes.Rem);
        else EmitComparison(body, call);
        body.Store(call.To);
    }

    /// <summary>
    /// A comparison with NaN is false, and so its opposite is asked unordered: x ≤ y is not
    /// (x &gt; y or unordered). Without an operand it is a condition: true unless zero.
    /// </summary>
    private static void EmitComparison(BodyEmitter body, CallStep call)
    {
        var (code, isInverted) = call.Method == Lt ? (OpCodes.Clt, false)
            : call.Method == Gt ? (OpCodes.Cgt, false)
            : call.Method == Le ? (OpCodes.Cgt_Un, true)
            : call.Method == Ge ? (OpCodes.Clt_Un, true)
            : call.Method == Eq ? (OpCodes.Ceq, false)
            : (OpCodes.Ceq, true);
        body.Il.Emit(code);
        if (isInverted) CallEmitter.Not(body);
    }

    private static void CheckZero(BodyEmitter body, CallStep call)
    {
        var fine = new IlLabel();
        body.Load(call.Argument!);
        body.Il.Emit(OpCodes.Ldc_R8, 0.0);
        body.Il.Emit(OpCodes.Bne_Un, fine);
        body.Fail(ArithmeticFaults.ZeroDivisor, call);
        body.Il.Mark(fine);
    }
}
