using System.Reflection.Emit;
using TinyChain.Ir.Planning.Steps;
using static TinyChain.Ir.Intrinsics.NumberIntrinsics;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Arithmetic on unboxed 64-bit integers, checked (N2) without exceptions: a fault is a value.
/// </summary>
internal static class I64Emitter
{
    internal static void Emit(BodyEmitter body, CallStep call)
    {
        if (call.Method == Add) EmitSum(body, call, OpCodes.Add);
        else if (call.Method == Sub) EmitSum(body, call, OpCodes.Sub);
        else if (call.Method == Mul) EmitProduct(body, call);
        else if (call.Method == Div) EmitQuotient(body, call);
        else if (call.Method == Mod) EmitRemainder(body, call);
        else EmitComparison(body, call);
    }

    /// <summary>
    /// t = l ± r; a sum overflows when both operands' signs differ from its own, a difference when
    /// l differs in sign from r and from it.
    /// </summary>
    private static void EmitSum(BodyEmitter body, CallStep call, OpCode operation)
    {
        var (il, fine) = (body.Il, new IlLabel());
        var result = il.NewLocal(typeof(long), "sum");
        LoadBoth(body, call);
        il.Emit(operation);
        il.Emit(OpCodes.Stloc, result);
        body.Load(call.Receiver);
        il.Emit(OpCodes.Ldloc, result);
        il.Emit(OpCodes.Xor);
        body.Load(operation == OpCodes.Add ? call.Argument! : call.Receiver);
        if (operation == OpCodes.Add) il.Emit(OpCodes.Ldloc, result);
        else body.Load(call.Argument!);
        il.Emit(OpCodes.Xor);
        il.Emit(OpCodes.And);
        il.Emit(OpCodes.Ldc_I8, 0L);
        il.Emit(OpCodes.Bge, fine);
        body.Fail(ArithmeticFaults.Overflow, call);
        il.Mark(fine);
        il.Emit(OpCodes.Ldloc, result);
        body.Store(call.To);
    }

    /// <summary>The product fits when its high half is the sign of its low half.</summary>
    private static void EmitProduct(BodyEmitter body, CallStep call)
    {
        var (il, fine) = (body.Il, new IlLabel());
        var low = il.NewLocal(typeof(long), "low");
        LoadBoth(body, call);
        il.Emit(OpCodes.Ldloca, low);
        il.Call(Seam.BigMul);
        il.Emit(OpCodes.Ldloc, low);
        il.Emit(OpCodes.Ldc_I4, 63);
        il.Emit(OpCodes.Shr);
        il.Emit(OpCodes.Beq, fine);
        body.Fail(ArithmeticFaults.Overflow, call);
        il.Mark(fine);
        il.Emit(OpCodes.Ldloc, low);
        body.Store(call.To);
    }

    private static void EmitQuotient(BodyEmitter body, CallStep call)
    {
        var (il, fine) = (body.Il, new IlLabel());
        CheckZero(body, call);
        body.Load(call.Argument!);
        il.Emit(OpCodes.Ldc_I8, -1L);
        il.Emit(OpCodes.Bne_Un, fine);
        body.Load(call.Receiver);
        il.Emit(OpCodes.Ldc_I8, long.MinValue);
        il.Emit(OpCodes.Bne_Un, fine);
        body.Fail(ArithmeticFaults.Overflow, call);
        il.Mark(fine);
        LoadBoth(body, call);
        il.Emit(OpCodes.Div);
        body.Store(call.To);
    }

    /// <summary>The machine traps on min % -1, whose remainder is 0 like all by -1.</summary>
    private static void EmitRemainder(BodyEmitter body, CallStep call)
    {
        var (il, divide, end) = (body.Il, new IlLabel(), new IlLabel());
        CheckZero(body, call);
        body.Load(call.Argument!);
        il.Emit(OpCodes.Ldc_I8, -1L);
        il.Emit(OpCodes.Bne_Un, divide);
        il.Emit(OpCodes.Ldc_I8, 0L);
        body.Store(call.To);
        il.Emit(OpCodes.Br, end);
        il.Mark(divide);
        LoadBoth(body, call);
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

    private static void EmitComparison(BodyEmitter body, CallStep call)
    {
        if (call.Argument is not null) LoadBoth(body, call);
        else LoadWithZero(body, call);
        var (code, isInverted) = call.Method == Lt ? (OpCodes.Clt, false)
            : call.Method == Gt ? (OpCodes.Cgt, false)
            : call.Method == Le ? (OpCodes.Cgt, true)
            : call.Method == Ge ? (OpCodes.Clt, true)
            : call.Method == Eq ? (OpCodes.Ceq, false)
            : (OpCodes.Ceq, true);
        body.Il.Emit(code);
        if (isInverted) CallEmitter.Not(body);
        body.Store(call.To);
    }

    /// <summary>A condition: true unless zero.</summary>
    private static void LoadWithZero(BodyEmitter body, CallStep call)
    {
        body.Load(call.Receiver);
        body.Il.Emit(OpCodes.Ldc_I8, 0L);
    }

    private static void LoadBoth(BodyEmitter body, CallStep call)
    {
        body.Load(call.Receiver);
        body.Load(call.Argument!);
    }
}
