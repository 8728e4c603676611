using System.Reflection;
using System.Reflection.Emit;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using static TinyChain.Ir.Intrinsics.NumberIntrinsics;

namespace TinyChain.Codegen.Emit;

/// <summary>Arithmetic on unboxed 64-bit floats; only a zero divisor is a fault.</summary>
internal static class F64Emitter
{
    internal static void Emit(BodyEmitter body, CallStep call)
    {
        if (Seam.Functions.TryGetValue(call.Method, out var function))
            EmitFunction(body, call, function);
        else if (call.Method == Pow) EmitFunction(body, call, Seam.Pow);
        else EmitArithmetic(body, call);
    }

    private static void EmitArithmetic(BodyEmitter body, CallStep call)
    {
        if (call.Method == Div || call.Method == Mod) CheckZero(body, call);
        body.Load(call.Receiver);
        if (call.Method == Abs || call.Method == Round)
        {
            EmitPart(body, call);
            return;
        }

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

    private static void EmitPart(BodyEmitter body, CallStep call)
    {
        if (call.Method == Round)
            body.Il.Emit(OpCodes.Ldc_I4, (int)MidpointRounding.AwayFromZero);
        body.Il.Call(call.Method == Round ? Seam.Round : Seam.AbsOfF64);
        body.Store(call.To);
    }

    /// <summary>
    /// f(x), and where that is not finite, what the general body says of it: a fault, unless an
    /// operand isn't finite either (N7).
    /// </summary>
    private static void EmitFunction(BodyEmitter body, CallStep call, MethodInfo function)
    {
        var (il, fine) = (body.Il, new IlLabel());
        body.Load(call.Receiver);
        if (call.Argument is { } exponent) body.Load(exponent);
        il.Call(function);
        body.Store(call.To);
        body.Load(call.To);
        il.Call(Seam.IsFinite);
        il.Emit(OpCodes.Brtrue, fine);
        CallEmitter.CallBody(body, call);
        var whole = il.NewLocal(typeof(State), $"{call.To}_whole");
        il.Emit(OpCodes.Stloc, whole);
        body.CheckFault(whole, call);
        il.Emit(OpCodes.Ldloca, whole);
        il.Call(Seam.AsF64);
        body.Store(call.To);
        il.Mark(fine);
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
