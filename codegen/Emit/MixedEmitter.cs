using System.Reflection.Emit;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using static TinyChain.Ir.Intrinsics.NumberIntrinsics;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Compares an unboxed integer with a float, exactly: their order (see MixedOrder) tells.
/// </summary>
internal static class MixedEmitter
{
    internal static void Emit(BodyEmitter body, CallStep call)
    {
        var isIntegerFirst = call.Operands == RegisterKind.I64;
        body.Load(isIntegerFirst ? call.Receiver : call.Argument!);
        body.Load(isIntegerFirst ? call.Argument! : call.Receiver);
        body.Il.Call(Seam.Compare);
        Ask(body, isIntegerFirst ? call.Method : Turned(call.Method));
        body.Store(call.To);
    }

    /// <summary>Where there is no order, 2 is on the stack: neither of -1, 0 and 1.</summary>
    private static void Ask(BodyEmitter body, Intrinsic method)
    {
        var (code, than) = method == Lt ? (OpCodes.Ceq, -1)
            : method == Le ? (OpCodes.Clt, 1)
            : method == Gt ? (OpCodes.Ceq, 1)
            : method == Ge ? (OpCodes.Clt_Un, 2)
            : (OpCodes.Ceq, 0);
        body.Il.Emit(OpCodes.Ldc_I4, than);
        body.Il.Emit(code);
        if (method == Ne) CallEmitter.Not(body);
    }

    /// <summary>a &lt; b ⇒ b &gt; a</summary>
    private static Intrinsic Turned(Intrinsic method) =>
        method == Lt ? Gt : method == Gt ? Lt : method == Le ? Ge : method == Ge ? Le : method;
}
