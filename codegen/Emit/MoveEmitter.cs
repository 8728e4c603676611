using System.Reflection.Emit;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Codegen.Emit;

/// <summary>What a move puts into its register: boxed, unboxed or widened.</summary>
internal static class MoveEmitter
{
    internal static void Load(BodyEmitter body, Boxing boxing, MoveStep move)
    {
        var (il, from) = (body.Il, move.From.Kind);
        if (move.To.Kind == RegisterKind.State)
        {
            body.Load(move.From);
            var box = boxing.IsInPlace(move.To)
                ? KindTypes.BoxOf(from) : KindTypes.CallToBox(from);
            if (box is not null) il.Call(box);
        }
        else if (from == RegisterKind.State)
        {
            il.Emit(OpCodes.Ldloca, body.Local(move.From));
            il.Call(KindTypes.UnboxOf(move.To.Kind));
        }
        else
        {
            body.Load(move.From);
            if (from != move.To.Kind) Promote(il, from, move.To.Kind);
        }
    }

    private static void Promote(IlBody il, RegisterKind from, RegisterKind to)
    {
        if (to == RegisterKind.I64) il.Emit(OpCodes.Conv_I8);
        else if (from != RegisterKind.F64) il.Emit(OpCodes.Conv_R8);
        if (to == RegisterKind.C64) il.Call(Seam.ComplexOfReal);
    }
}
