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
            case RegisterKind.Bool:
                EmitLogic(body, call);
                break;
        }
    }

    private static void EmitBody(BodyEmitter body, CallStep call)
    {
        body.Load(call.Receiver);
        if (call.Argument is { } argument) body.Load(argument);
        else body.LoadNone();
        body.Il.Call(Seam.BodyOf(call.Method));
        body.Store(call.To);
        body.CheckFault(call.To, call);
    }

    private static void EmitLogic(BodyEmitter body, CallStep call)
    {
        body.Load(call.Receiver);
        if (call.Argument is { } argument) body.Load(argument);
        if (call.Method == NumberIntrinsics.Not) Not(body);
        else if (call.Method == NumberIntrinsics.And) body.Il.Emit(OpCodes.And);
        else if (call.Method == NumberIntrinsics.Or) body.Il.Emit(OpCodes.Or);
        else if (call.Method == NumberIntrinsics.Eq) body.Il.Emit(OpCodes.Ceq);
        else body.Il.Emit(OpCodes.Xor);
        body.Store(call.To);
    }

    /// <summary>Turns the bool on the stack over.</summary>
    internal static void Not(BodyEmitter body)
    {
        body.Il.Emit(OpCodes.Ldc_I4, 0);
        body.Il.Emit(OpCodes.Ceq);
    }
}
