using System.Reflection;
using System.Reflection.Emit;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Planning.Unfolding;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Functions that compute with numbers and fail only by a limit, and their calls:
/// <code>
/// (long, long) function(Frame frame, long room, long fuel, long n)
///     if (room % 64 &lt; 4 &amp;&amp; !frame.MayNest(room - 3)) return (0, -1);
///     … fuel -= 6; if (fuel &lt; 0 &amp;&amp; (fuel = frame.Renew(fuel)) &lt; 0) return (0, -1);
///     … (x, fuel) = function(frame, room - 2, fuel, y); … return (z, fuel);
/// </code>
/// Nobody asks whether a call has failed but the body, once: where one has there is no fuel, so
/// that all that were called end soon. The body then runs again as a careful one, as it does for an
/// overflow. Fuel goes from hand to hand: in memory, each call would wait for the last one's.
/// </summary>
internal sealed class QuietEmitter(BodyEmitter body, IlLocal? fuel)
{
    /// <summary>
    /// Levels of calls from one look at the stack to the next, where a call takes little of it. A
    /// power of 2, and more than most recursions that branch are deep: those make half of their
    /// calls at the same few levels.
    /// </summary>
    private const int Stride = 64;

    /// <summary>
    /// Little: a look makes sure of 64 KiB at least, and twice that where addresses have 64 bits.
    /// </summary>
    private const int FewBytes = 1024;

    private const int FirstArgument = 3;

    private static readonly MethodInfo s_create = typeof(ValueTuple).GetMethods()
        .Single(m => m.Name == "Create" && m.GetParameters().Length == 2);

    private readonly IlLabel _exit = new();
    private IlLocal? _result;

    private IlBody Il => body.Il;

    private IlLocal Result => _result ??= Il.NewLocal(
        KindTypes.LocalType(body.Plan.ResultKind!.Value), "result");

    /// <summary>A function's result, and the fuel that is left.</summary>
    internal static Type ResultOf(Type result) => typeof(ValueTuple<,>)
        .MakeGenericType(result, typeof(long));

    /// <summary>What a function does before its steps.</summary>
    internal void Begin()
    {
        var begun = new IlLabel();
        if (TakesLittle())
        {
            Il.Emit(OpCodes.Ldarg_1);
            Il.Emit(OpCodes.Ldc_I8, (long)(Stride - Unfolder.MostLevels));
            Il.Emit(OpCodes.And);
            Il.Emit(OpCodes.Brtrue, begun);
        }

        body.LoadFrame();
        Il.Emit(OpCodes.Ldarg_1);
        // A call that this one stands for may be as much deeper.
        Il.Emit(OpCodes.Ldc_I8, Unfolder.MostLevels - 1L);
        Il.Emit(OpCodes.Sub);
        Il.Call(Seam.MayNest);
        Il.Emit(OpCodes.Brtrue, begun);
        ReturnFailed();
        Il.Mark(begun);
        Il.Emit(OpCodes.Ldarg_2);
        Il.Emit(OpCodes.Stloc, fuel!);
        for (var i = 0; i < body.Plan.Parameters.Length; i++)
        {
            Il.Emit(OpCodes.Ldarg, i + FirstArgument);
            body.Store(body.Plan.Parameters[i]);
        }
    }

    /// <summary>Registers, and the answers of calls.</summary>
    private bool TakesLittle() => FewBytes >= body.Plan.Registers.Sum(
        r => r.Kind == RegisterKind.C64 ? 2 * sizeof(double) : sizeof(long))
        + body.Plan.Steps.Count(s => s is InvokeStep) * 3 * sizeof(long);

    internal void Charge(ChargeStep charge)
    {
        var fine = new IlLabel();
        Il.Emit(OpCodes.Ldloc, fuel!);
        Il.Emit(OpCodes.Ldc_I8, (long)charge.Units);
        Il.Emit(OpCodes.Sub);
        Il.Emit(OpCodes.Stloc, fuel!);
        if (!charge.IsLoop) return;
        GoIfLeft(fine);
        body.LoadFrame();
        Il.Emit(OpCodes.Ldloc, fuel!);
        Il.Call(Seam.Renew);
        Il.Emit(OpCodes.Stloc, fuel!);
        GoIfLeft(fine);
        ReturnFailed();
        Il.Mark(fine);
    }

    /// <summary>Ends a function with the result on the stack.</summary>
    internal void Return()
    {
        Il.Emit(OpCodes.Stloc, Result);
        Il.Emit(OpCodes.Br, _exit);
    }

    /// <summary>What a function does after its steps.</summary>
    internal void Leave()
    {
        Il.Mark(_exit);
        Il.Emit(OpCodes.Ldloc, Result);
        Il.Emit(OpCodes.Ldloc, fuel!);
        Il.Call(s_create.MakeGenericMethod(Result.Type, typeof(long)));
        Il.Emit(OpCodes.Ret);
    }

    internal void Call(InvokeStep call)
    {
        var isInside = body.Plan.ResultKind is not null;
        body.LoadFrame();
        if (isInside)
        {
            Il.Emit(OpCodes.Ldarg_1);
            Il.Emit(OpCodes.Ldc_I8, (long)call.Levels);
            Il.Emit(OpCodes.Sub);
        }
        else
        {
            body.LoadFrame();
            Il.Call(Seam.Room);
        }

        LoadFuel();
        foreach (var argument in call.Arguments) body.Load(argument);
        var function = Il.Functions[call.Function];
        var answer = Il.NewLocal(function.Result, $"{call.To}_answer");
        Il.Call(function);
        Il.Emit(OpCodes.Stloc, answer);
        Il.Emit(OpCodes.Ldloc, answer);
        Il.LoadField(function.Result.GetField("Item1")!);
        body.Store(call.To);
        StoreFuel(answer);
        if (!isInside) CheckAll();
    }

    /// <summary>
    /// Whether none has failed, and there was as much fuel as they took: some don't look.
    /// </summary>
    private void CheckAll()
    {
        var fine = new IlLabel();
        LoadFuel();
        Il.Emit(OpCodes.Ldc_I8, 0L);
        Il.Emit(OpCodes.Bge, fine);
        if (fuel is null) body.LoadFrame();
        body.LoadFrame();
        LoadFuel();
        Il.Call(Seam.Renew);
        if (fuel is null) Il.Call(Seam.SetFuel);
        else Il.Emit(OpCodes.Stloc, fuel);
        body.LoadFrame();
        Il.Call(Seam.IsFailed);
        Il.Emit(OpCodes.Brtrue, body.Again);
        Il.Mark(fine);
    }

    private void GoIfLeft(IlLabel fine)
    {
        Il.Emit(OpCodes.Ldloc, fuel!);
        Il.Emit(OpCodes.Ldc_I8, 0L);
        Il.Emit(OpCodes.Bge, fine);
    }

    private void ReturnFailed()
    {
        Il.Emit(OpCodes.Ldc_I8, -1L);
        Il.Emit(OpCodes.Stloc, fuel!);
        body.ReturnFailed();
    }

    private void LoadFuel()
    {
        if (fuel is not null)
        {
            Il.Emit(OpCodes.Ldloc, fuel);
            return;
        }

        body.LoadFrame();
        Il.Call(Seam.GetFuel);
    }

    private void StoreFuel(IlLocal answer)
    {
        if (fuel is null) body.LoadFrame();
        Il.Emit(OpCodes.Ldloc, answer);
        Il.LoadField(answer.Type.GetField("Item2")!);
        if (fuel is null) Il.Call(Seam.SetFuel);
        else Il.Emit(OpCodes.Stloc, fuel);
    }
}
