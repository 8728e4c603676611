using System.Reflection.Emit;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Functions and their calls:
/// <code>
/// long function(Frame frame, long room, long n)
///     if ((frame.Left -= 2) &lt; 0 &amp;&amp; !frame.Refuel()) return 0;
///     if (room % 64 == 0 &amp;&amp; !frame.MayBegin(room)) return 0;
///     … x = function(frame, room - 1, y); if (frame.IsFailed) return 0; …
/// </code>
/// Fuel and faults stand in the frame, which the machine reads as fast as a register; what a
/// function returns once it has failed means nothing.
/// </summary>
internal static class InvokeEmitter
{
    /// <summary>
    /// Calls from one look at the stack to the next, where a call takes little of it: a look makes
    /// sure of 128 KiB, which is more than so many calls take. A power of 2, and not a small one:
    /// recursion that spreads is at its widest some levels down, and a look takes 50 ns.
    /// </summary>
    private const int Stride = 64;

    /// <summary>So many registers are little: they take 1 KiB at most.</summary>
    private const int FewRegisters = 64;

    /// <summary>The functions of a plan, their bodies yet to be emitted.</summary>
    internal static IlFunction[] Declare(OpPlan plan, bool isQuiet) =>
        [.. plan.Functions.Select((function, index) => Declare(function, index, isQuiet))];

    private static IlFunction Declare(OpPlan function, int index, bool isQuiet)
    {
        var result = KindTypes.LocalType(function.ResultKind!.Value);
        Type[] own = isQuiet
            ? [typeof(Frame), typeof(long), typeof(long)] : [typeof(Frame), typeof(long)];
        return new(
            index, isQuiet ? QuietEmitter.ResultOf(result) : result,
            [.. own, .. function.Parameters.Select(p => KindTypes.LocalType(p.Kind))]);
    }

    /// <summary>What a function does before its steps.</summary>
    internal static void Begin(BodyEmitter body)
    {
        var (il, fuelled, begun) = (body.Il, new IlLabel(), new IlLabel());
        Charge(body, () => il.Emit(OpCodes.Ldc_I8, (long)Frame.FunctionFuel), fuelled);
        body.ReturnFailed();
        il.Mark(fuelled);
        if (body.Plan.Registers.Length <= FewRegisters)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I8, (long)(Stride - 1));
            il.Emit(OpCodes.And);
            il.Emit(OpCodes.Brtrue, begun);
        }

        body.LoadFrame();
        il.Emit(OpCodes.Ldarg_1);
        il.Call(Seam.MayBegin);
        il.Emit(OpCodes.Brtrue, begun);
        body.ReturnFailed();
        il.Mark(begun);
        for (var i = 0; i < body.Plan.Parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg, i + 2);
            body.Store(body.Plan.Parameters[i]);
        }
    }

    /// <summary>frame.Left -= units; goes to `fine` unless the budget is spent.</summary>
    internal static void Charge(BodyEmitter body, Action loadUnits, IlLabel? fine)
    {
        var il = body.Il;
        body.LoadFrame();
        body.LoadFrame();
        il.Call(Seam.GetLeft);
        loadUnits();
        il.Emit(OpCodes.Sub);
        il.Call(Seam.SetLeft);
        if (fine is null) return;
        body.LoadFrame();
        il.Call(Seam.GetLeft);
        il.Emit(OpCodes.Ldc_I8, 0L);
        il.Emit(OpCodes.Bge, fine);
        body.LoadFrame();
        il.Call(Seam.Refuel);
        il.Emit(OpCodes.Brtrue, fine);
    }

    internal static void Emit(BodyEmitter body, InvokeStep call)
    {
        var (il, fine) = (body.Il, new IlLabel());
        var isInside = body.Plan.ResultKind is not null;
        if (!isInside) body.Lend();
        body.LoadFrame();
        if (isInside)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I8, 1L);
            il.Emit(OpCodes.Sub);
        }
        else
        {
            body.LoadFrame();
            il.Call(Seam.Room);
        }

        foreach (var argument in call.Arguments) body.Load(argument);
        il.Call(il.Functions[call.Function]);
        body.Store(call.To);
        if (!isInside) body.Settle();
        body.LoadFrame();
        il.Call(Seam.IsFailed);
        il.Emit(OpCodes.Brfalse, fine);
        body.LoadConstants();
        body.LoadFrame();
        il.Call(Seam.TakeFailure);
        body.ReturnBlamed(call);
        il.Mark(fine);
    }
}
