using System.Reflection.Emit;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Renders a prepared template. Around one short text it is written out:
/// <code>text = TextOf(value); if (text != null) to = before + text + after; else …</code>
/// </summary>
internal static class FillEmitter
{
    internal static void Emit(BodyEmitter body, FillStep fill)
    {
        var (il, slow, end) = (body.Il, new IlLabel(), new IlLabel());
        if (fill.Parts.As<TupleState>()!.Items is [_, _, var before, _, var after]
            && fill.Values is [var value])
        {
            EmitShort(body, fill.To, (before.As<string>()!, value, after.As<string>()!), slow);
            il.Emit(OpCodes.Br, end);
        }

        il.Mark(slow);
        body.LoadLiteral(fill.Parts);
        body.EmitItems(fill);
        il.Call(Seam.FillMany);
        body.Store(fill.To);
        body.CheckFault(fill.To, fill);
        il.Mark(end);
    }

    private static void EmitShort(
        BodyEmitter body, Register to, (string Before, Register Value, string After) parts,
        IlLabel slow)
    {
        var il = body.Il;
        var text = il.NewLocal(typeof(string), $"{to}_text");
        body.Load(parts.Value);
        il.Call(Seam.TextOf);
        il.Emit(OpCodes.Stloc, text);
        il.Emit(OpCodes.Ldloc, text);
        il.Emit(OpCodes.Brfalse, slow);
        il.Emit(OpCodes.Ldstr, parts.Before);
        il.Emit(OpCodes.Ldloc, text);
        il.Emit(OpCodes.Ldstr, parts.After);
        il.Call(Seam.Concat);
        il.Call(Seam.OfText);
        body.Store(to);
    }
}
