using System.Reflection.Emit;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Runtime.Execution;
using static TinyChain.Ir.Intrinsics.NumberIntrinsics;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Arithmetic on unboxed 64-bit integers, checked (N2) by the machine: see ExitEmitter.
/// </summary>
internal static class I64Emitter
{
    /// <summary>Whether the step's code may throw OverflowException.</summary>
    internal static bool MayOverflow(Step step) =>
        step is CallStep { Operands: RegisterKind.I64 } call
        && (call.Method == Add || call.Method == Sub || call.Method == Mul || call.Method == Div);

    internal static void Emit(BodyEmitter body, CallStep call)
    {
        if (MayOverflow(call)) body.MayOverflow(call);
        if (call.Method == Div || call.Method == Mod) CheckZero(body, call);
        if (call.Method == Abs) EmitMagnitude(body, call);
        else if (call.Method == Mod) EmitRemainder(body, call);
        else EmitBinary(body, call);
    }

    /// <summary>The least integer has none.</summary>
    private static void EmitMagnitude(BodyEmitter body, CallStep call)
    {
        var fine = new IlLabel();
        body.Load(call.Receiver);
        body.Il.Emit(OpCodes.Ldc_I8, long.MinValue);
        body.Il.Emit(OpCodes.Bne_Un, fine);
        CallEmitter.Refuse(body, call);
        body.Il.Mark(fine);
        body.Load(call.Receiver);
        body.Il.Call(Seam.AbsOfI64);
        body.Store(call.To);
    }

    private static void EmitBinary(BodyEmitter body, CallStep call)
    {
        body.Load(call.Receiver);
        if (call.Argument is { } argument) body.Load(argument);
        else body.Il.Emit(OpCodes.Ldc_I8, 0L);
        if (call.Method == Add)
            body.Il.Emit(body.Loops.Fits(call) ? OpCodes.Add : OpCodes.Add_Ovf);
        else if (call.Method == Sub)
            body.Il.Emit(body.Loops.Fits(call) ? OpCodes.Sub : OpCodes.Sub_Ovf);
        else if (call.Method == Mul) body.Il.Emit(OpCodes.Mul_Ovf);
        else if (call.Method == Div) body.Il.Emit(OpCodes.Div);
        else EmitComparison(body, call);
        body.Store(call.To);
    }

    /// <summary>
    /// The machine traps on min % -1, whose remainder is 0 like all by -1; a constant divisor is
    /// seen not to be -1.
    /// </summary>
    private static void EmitRemainder(BodyEmitter body, CallStep call)
    {
        var (il, divide, end) = (body.Il, new IlLabel(), new IlLabel());
        body.Load(call.Argument!);
        il.Emit(OpCodes.Ldc_I8, -1L);
        il.Emit(OpCodes.Bne_Un, divide);
        il.Emit(OpCodes.Ldc_I8, 0L);
        body.Store(call.To);
        il.Emit(OpCodes.Br, end);
        il.Mark(divide);
        body.Load(call.Receiver);
        body.Load(call.Argument!);
        il.Emit(OpCodes.Rem);
        body.Store(call.To);
        il.Mark(end);
    }

    private static void CheckZero(BodyEmitter body, CallStep call)
    {
        var fine = new IlLabel();
        body.Load(call.Argument!);
        body.Il.Emit(OpCodes.Brtrue, fine);
        body.Fail(ArithmeticFaults.ZeroDivisor, call);
        body.Il.Mark(fine);
    }

    /// <summary>Without an operand it is a condition: true unless zero.</summary>
    private static void EmitComparison(BodyEmitter body, CallStep call)
    {
        var (code, isInverted) = call.Method == Lt ? (OpCodes.Clt, false)
            : call.Method == Gt ? (OpCodes.Cgt, false)
            : call.Method == Le ? (OpCodes.Cgt, true)
            : call.Method == Ge ? (OpCodes.Clt, true)
            : call.Method == Eq ? (OpCodes.Ceq, false)
            : (OpCodes.Ceq, true);
        body.Il.Emit(code);
        if (isInverted) CallEmitter.Not(body);
    }
}
