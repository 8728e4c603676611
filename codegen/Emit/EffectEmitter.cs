using System.Reflection;
using System.Reflection.Emit;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Emit;

/// <summary>A Begin as a call of one of the frame's verbs.</summary>
internal static class EffectEmitter
{
    internal static void Emit(BodyEmitter body, BeginStep begin)
    {
        body.LoadFrame();
        body.Il.Emit(OpCodes.Ldc_I4, begin.Slot);
        body.Load(begin.Subject);
        if (begin.Kind != EffectKind.Call)
        {
            if (begin.Path is { } path) body.LoadLiteral(State.Of(path));
            else body.LoadNone();
        }

        body.Load(begin.Operands.Key);
        if (begin.Operands.Value is { } value) body.Load(value);
        body.Il.Call(MethodOf(begin.Kind));
    }

    private static MethodInfo MethodOf(EffectKind kind) => kind switch
    {
        EffectKind.Get => Seam.Get,
        EffectKind.Put => Seam.Put,
        EffectKind.Post => Seam.Post,
        EffectKind.Delete => Seam.Delete,
        EffectKind.Call => Seam.Call,
    };
}
