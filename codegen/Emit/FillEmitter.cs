using System.Reflection.Emit;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Emit;

/// <summary>Renders a prepared template; around one name, without an array.</summary>
internal static class FillEmitter
{
    internal static void Emit(BodyEmitter body, FillStep fill)
    {
        var il = body.Il;
        body.LoadLiteral(fill.Parts);
        if (fill.Parts.As<TupleState>()!.Items is [_, _, var before, _, var after]
            && fill.Values is [var value])
        {
            il.Emit(OpCodes.Ldstr, before.As<string>()!);
            body.Load(value);
            il.Emit(OpCodes.Ldstr, after.As<string>()!);
            il.Call(Seam.FillOne);
        }
        else
        {
            body.EmitItems(fill);
            il.Call(Seam.FillMany);
        }

        body.Store(fill.To);
        body.CheckFault(fill.To, fill);
    }
}
