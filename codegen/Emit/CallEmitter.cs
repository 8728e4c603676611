using System.Reflection.Emit;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Calls of intrinsics: a body on whole states, or instructions on unboxed numbers.
/// </summary>
internal static class CallEmitter
{
    internal static void Emit(BodyEmitter body, CallStep call)
    {
        if (call.Argument is { } argument && argument.Kind != call.Operands)
        {
            MixedEmitter.Emit(body, call);
            return;
        }

        switch (call.Operands)
        {
            case RegisterKind.State or RegisterKind.Items:
                EmitBody(body, call);
                break;
            case RegisterKind.I64:
                I64Emitter.Emit(body, call);
                break;
            case RegisterKind.F64:
                F64Emitter.Emit(body, call);
                break;
            case RegisterKind.C64:
                C64Emitter.Emit(body, call);
                break;
            case RegisterKind.Bool:
                EmitLogic(body, call);
                break;
        }
    }

    private static void EmitBody(BodyEmitter body, CallStep call)
    {
        CallBody(body, call);
        body.Store(call.To);
        body.CheckFault(call.To, call);
    }

    /// <summary>
    /// Ends the op with the fault that the general body has for these operands: so rare that it may
    /// box them.
    /// </summary>
    internal static void Refuse(BodyEmitter body, CallStep call)
    {
        body.LoadConstants();
        CallBody(body, call);
        body.ReturnBlamed(call);
    }

    /// <summary>The general body on operands of any kind; its answer is on the stack.</summary>
    internal static void CallBody(BodyEmitter body, CallStep call)
    {
        body.LoadState(call.Receiver);
        if (call.Argument is { } argument) body.LoadState(argument);
        else body.LoadNone();
        body.Il.Call(Seam.BodyOf(call.Method));
    }

    private static void EmitLogic(BodyEmitter body, CallStep call)
    {
        body.Load(call.Receiver);
        if (call.Argument is { } argument) body.Load(argument);
        if (call.Method == NumberIntrinsics.Not) Not(body);
        else body.Il.Emit(LogicOf(call.Method));
        body.Store(call.To);
    }

    /// <summary>
    /// Of two bools `add` is or, `mul` is and, `sub` and `mod` are xor, like `ne`.
    /// </summary>
    private static OpCode LogicOf(Intrinsic method) =>
        method == NumberIntrinsics.And || method == NumberIntrinsics.Mul ? OpCodes.And
        : method == NumberIntrinsics.Or || method == NumberIntrinsics.Add ? OpCodes.Or
        : method == NumberIntrinsics.Eq ? OpCodes.Ceq
        : OpCodes.Xor;

    /// <summary>Turns the bool on the stack over.</summary>
    internal static void Not(BodyEmitter body)
    {
        body.Il.Emit(OpCodes.Ldc_I4, 0);
        body.Il.Emit(OpCodes.Ceq);
    }
}
