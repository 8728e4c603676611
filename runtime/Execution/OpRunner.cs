using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyChain.Ir;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>Station 7: runs an op to its state or fault, awaiting what it waits for.</summary>
public static class OpRunner
{
    /// <summary>So many arguments stand on the stack; more stand in an array.</summary>
    private const int FewArguments = 8;

    /// <summary>
    /// Runs a POST op that takes no parameters, such as a hypothetical's statements.
    /// </summary>
    public static ValueTask<State> Run(CallContext context, OpDef op) =>
        Call(context, new Invocation(op));

    internal static ValueTask<State> Call(CallContext context, in Invocation call)
    {
        var meter = new FuelMeter(context.Budget);
        if (Refuse(context) is { } refusal) return new(State.Of(refusal));
        if (context.Machinery.Ops.Get(call.Op, out var fault) is not { } op)
            return new(State.Of(fault!));
        if (op.Inputs.Length > FewArguments)
            return Call(context, (op, meter), call, new State[op.Inputs.Length]);
        var few = default(Few);
        return Call(context, (op, meter), call, few[..op.Inputs.Length]);
    }

    private static ValueTask<State> Call(
        CallContext context, (CompiledOp Op, FuelMeter Meter) callee, in Invocation call,
        Span<State> arguments)
    {
        var (op, meter) = callee;
        ArgumentBinder.Bind(op, call, arguments, out var fault);
        if (fault is not null) return new(State.Of(fault));
        var frame = context.Rent();
        var result = op.Body(frame, ref MemoryMarshal.GetReference(arguments));
        result = Afford(context, frame, result);
        meter.Count(op);
        if (!frame.IsBusy)
        {
            result = frame.Outcome(result);
            context.Return(frame);
            return new(result);
        }

        return Finish(context, op, frame, result);
    }

    /// <summary>
    /// Runs a body to its end, and waits for what it began and didn't need after all.
    /// </summary>
    private static async ValueTask<State> Finish(
        CallContext context, CompiledOp op, Frame frame, State result)
    {
        while (frame.IsWaiting)
        {
            await frame.SettleAwaited().ConfigureAwait(false);
            var meter = new FuelMeter(context.Budget);
            result = Afford(context, frame, frame.Resume());
            meter.Count(op);
        }

        await frame.SettleAll().ConfigureAwait(false);
        result = frame.Outcome(result);
        context.Return(frame);
        return result;
    }

    /// <summary>
    /// An op that used up the budget has no answer, though it looks at it in loops alone: whatever
    /// ran it, it fails for what it used.
    /// </summary>
    private static State Afford(CallContext context, Frame frame, State result) =>
        !frame.IsWaiting && context.Budget.Overdrawn is { } spent ? State.Of(spent) : result;

    private static Fault? Refuse(CallContext context) =>
        context.Depth >= Limits.CallDepth
            ? Fault.Limit("depth of calls", Limits.CallDepth) : CallGuard.Refuse(context);

    [InlineArray(FewArguments)]
    private struct Few
    {
        private State _first;
    }
}
