using System.Reflection;
using System.Reflection.Emit;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Reads an input. As a whole state: a ⇒ is it unset? the fault that says so. As a number, a guard:
/// is it of this class? else the call goes elsewhere.
/// </summary>
internal static class ArgEmitter
{
    /// <summary>Bytes from one argument to the next, or one item.</summary>
    internal const int Stride = 16;

    internal static void Emit(BodyEmitter body, ArgStep arg)
    {
        if (arg.To.Kind == RegisterKind.State) EmitState(body, arg);
        else EmitGuard(body, arg);
    }

    private static void EmitState(BodyEmitter body, ArgStep arg)
    {
        var (il, isThere) = (body.Il, new IlLabel());
        LoadAddress(body, arg);
        il.LoadObject(typeof(Ir.Values.State));
        body.Store(arg.To);
        if (IsGuarded(body, arg)) return;
        il.Emit(OpCodes.Ldloca, body.Local(arg.To));
        il.Call(Seam.IsUnset);
        il.Emit(OpCodes.Brfalse, isThere);
        body.LoadConstants();
        body.LoadConstants();
        body.LoadArguments();
        il.Emit(OpCodes.Ldc_I4, arg.Input);
        il.Call(Seam.Missing);
        body.ReturnBlamed(arg);
        il.Mark(isThere);
    }

    /// <summary>An argument of a class that is known is there.</summary>
    private static bool IsGuarded(BodyEmitter body, ArgStep arg) =>
        body.Position > 0 && body.Plan.Steps[body.Position - 1] is GuardStep guard
        && guard.Input == arg.Input;

    internal static void Emit(BodyEmitter body, GuardStep guard)
    {
        body.LoadConstants();
        body.LoadArguments();
        body.Il.Emit(OpCodes.Ldc_I4, guard.Input);
        body.Il.Call(Seam.Admits);
        body.DivertUnless();
    }

    internal static void Emit(BodyEmitter body, EntriesStep entries)
    {
        body.LoadConstants();
        body.LoadArguments();
        body.Il.Emit(OpCodes.Ldc_I4, entries.Input);
        body.Il.Call(Seam.Entries);
        body.Store(entries.To);
        body.Load(entries.To);
        body.DivertUnless();
    }

    internal static void Emit(BodyEmitter body, EntryStep entry)
    {
        body.Load(entry.Entries);
        body.Il.Emit(OpCodes.Ldc_I4, entry.Index);
        body.Il.LoadElementAddress(typeof(Ir.Values.State));
        ItemsEmitter.EmitTake(body, entry.To);
    }

    private static void EmitGuard(BodyEmitter body, ArgStep arg)
    {
        LoadAddress(body, arg);
        Ask(body.Il, arg.To.Kind);
        body.DivertUnless();
        LoadAddress(body, arg);
        body.Il.Call(KindTypes.UnboxOf(arg.To.Kind));
        body.Store(arg.To);
    }

    private static void LoadAddress(BodyEmitter body, ArgStep arg)
    {
        body.LoadArguments();
        if (arg.Input == 0) return;
        body.Il.Emit(OpCodes.Ldc_I4, arg.Input * Stride);
        body.Il.Emit(OpCodes.Add);
    }

    /// <summary>Whether the state at the address on the stack is of the kind.</summary>
    private static void Ask(IlBody il, RegisterKind kind)
    {
        if (kind == RegisterKind.C64)
        {
            il.Call(Seam.IsC64);
            return;
        }

        il.LoadField(ClassOf(kind));
        il.Call(Seam.Is);
    }

    private static FieldInfo ClassOf(RegisterKind kind) => kind switch
    {
        RegisterKind.Bool => Seam.Bool,
        RegisterKind.I64 => Seam.I64,
        RegisterKind.F64 => Seam.F64,
        RegisterKind.C64 or RegisterKind.State or RegisterKind.Items =>
            throw new InvalidOperationException("only three kinds are known by their class"),
    };
}
