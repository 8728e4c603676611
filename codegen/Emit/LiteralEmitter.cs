using System.Reflection.Emit;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Emit;

/// <summary>Constants: numbers in the code itself, other states in the op's table.</summary>
internal static class LiteralEmitter
{
    internal static void Load(BodyEmitter body, LiteralStep step)
    {
        var (value, kind) = (step.Value, RegisterKinds.Of(step.Value));
        if (step.To.Kind != RegisterKind.State) LoadNumber(body.Il, value);
        else if (value.IsNone) body.LoadNone();
        else if (kind is RegisterKind.State or RegisterKind.C64) body.LoadLiteral(value);
        else
        {
            LoadNumber(body.Il, value);
            body.Il.Call(KindTypes.BoxOf(kind)!);
        }
    }

    /// <summary>A number, unboxed.</summary>
    private static void LoadNumber(IlBody il, State value)
    {
        if (value.Is(NumberClass.F64)) il.Emit(OpCodes.Ldc_R8, value.AsF64);
        else if (value.Is(NumberClass.I64)) il.Emit(OpCodes.Ldc_I8, value.AsI64);
        else if (value.Is(NumberClass.Bool)) il.Emit(OpCodes.Ldc_I4, value.AsBool ? 1 : 0);
        else
        {
            il.Emit(OpCodes.Ldc_R8, value.AsC64.Real);
            il.Emit(OpCodes.Ldc_R8, value.AsC64.Imaginary);
            il.Call(Seam.ComplexOf);
        }
    }
}
