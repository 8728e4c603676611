using System.Reflection.Emit;
using TinyChain.Ir.Planning.Steps;
using static TinyChain.Ir.Intrinsics.NumberIntrinsics;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Arithmetic on unboxed complex numbers, by the library's operators; the JIT writes them in place
/// and keeps both parts in registers. Only a zero divisor is a fault.
/// </summary>
internal static class C64Emitter
{
    internal static void Emit(BodyEmitter body, CallStep call)
    {
        if (call.Argument is { } argument)
        {
            if (call.Method == Div) CheckZero(body, call);
            body.Load(call.Receiver);
            body.Load(argument);
            body.Il.Call(Seam.OfComplex[call.Method]);
        }
        else
        {
            EmitPart(body, call);
        }

        body.Store(call.To);
    }

    private static void EmitPart(BodyEmitter body, CallStep call)
    {
        if (call.Method == Real || call.Method == Imag)
        {
            body.Il.Emit(OpCodes.Ldloca, body.Local(call.Receiver));
            body.Il.Call(call.Method == Real ? Seam.Real : Seam.Imaginary);
            return;
        }

        body.Load(call.Receiver);
        if (call.Method == Abs)
        {
            body.Il.Call(Seam.AbsOfC64);
            return;
        }

        // As a condition: true unless zero.
        body.Il.Call(Seam.IsZero);
        CallEmitter.Not(body);
    }

    private static void CheckZero(BodyEmitter body, CallStep call)
    {
        var fine = new IlLabel();
        body.Load(call.Argument!);
        body.Il.Call(Seam.IsZero);
        body.Il.Emit(OpCodes.Brfalse, fine);
        CallEmitter.Refuse(body, call);
        body.Il.Mark(fine);
    }
}
