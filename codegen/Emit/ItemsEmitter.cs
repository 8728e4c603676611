using System.Reflection.Emit;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Emit;

/// <summary>Loops over the items of tuples: arrays of states, whose numbers lie in them.</summary>
internal static class ItemsEmitter
{
    internal static void Emit(BodyEmitter body, Step step)
    {
        switch (step)
        {
            case ItemsStep items:
                body.Il.Emit(OpCodes.Ldloca, body.Local(items.From));
                body.Il.Call(Seam.AsItems);
                body.Store(items.To);
                break;
            case NextItemStep next:
                EmitTest(body, next);
                EmitTake(body, next);
                break;
            case NewItemsStep made:
                body.Load(made.Like);
                body.Il.Emit(OpCodes.Ldlen);
                body.Il.NewArray(typeof(State));
                body.Store(made.To);
                break;
            case AppendStep append:
                LoadIndexed(body, append.Items, append.Index);
                body.Load(append.From);
                body.Il.StoreElement(typeof(State));
                MoveOn(body, append.Index);
                break;
            case PackStep pack:
                body.Load(pack.Items);
                body.Load(pack.Count);
                body.Il.Call(Seam.Pack);
                body.Store(pack.To);
                body.CheckFault(pack.To, pack);
                break;
        }
    }

    /// <summary>The integer, or the number of items, that a register holds.</summary>
    internal static void LoadCount(BodyEmitter body, Register register)
    {
        body.Load(register);
        if (register.Kind != RegisterKind.Items) return;
        body.Il.Emit(OpCodes.Ldlen);
        body.Il.Emit(OpCodes.Conv_I8);
    }

    /// <summary>if (index ≥ length) goto end</summary>
    internal static void EmitTest(BodyEmitter body, NextItemStep next)
    {
        body.Load(next.Index);
        LoadCount(body, next.Items);
        body.Il.Emit(OpCodes.Bge, body.LabelOf(next.End));
    }

    /// <summary>to = items[index]; index += 1</summary>
    internal static void EmitTake(BodyEmitter body, NextItemStep next)
    {
        LoadIndexed(body, next.Items, next.Index);
        body.Il.LoadElementAddress(typeof(State));
        EmitTake(body, next.To);
        MoveOn(body, next.Index);
    }

    /// <summary>Takes the item whose address is on the stack.</summary>
    internal static void EmitTake(BodyEmitter body, Register to)
    {
        if (to.Kind == RegisterKind.State) body.Il.LoadObject(typeof(State));
        else body.Il.Call(KindTypes.UnboxOf(to.Kind));
        body.Store(to);
    }

    private static void LoadIndexed(BodyEmitter body, Register items, Register index)
    {
        body.Load(items);
        body.Load(index);
        body.Il.Emit(OpCodes.Conv_I);
    }

    /// <summary>An array has fewer items than an i64 counts.</summary>
    private static void MoveOn(BodyEmitter body, Register index)
    {
        body.Load(index);
        body.Il.Emit(OpCodes.Ldc_I8, 1L);
        body.Il.Emit(OpCodes.Add);
        body.Store(index);
    }
}
