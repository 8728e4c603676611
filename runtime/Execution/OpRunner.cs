using TinyChain.Ir;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>Station 7: runs an op to its state or fault, awaiting what it waits for.</summary>
public static class OpRunner
{
    /// <summary>
    /// Runs a POST op that takes no parameters, such as a hypothetical's statements.
    /// </summary>
    public static ValueTask<State> Run(CallContext context, OpDef op) =>
        Call(context, new Invocation(op));

    internal static ValueTask<State> Call(CallContext context, in Invocation call)
    {
        if (Refuse(context) is { } refusal) return new(State.Of(refusal));
        if (context.Machinery.Ops.Get(call.Op, out var fault) is not { } op)
            return new(State.Of(fault!));
        var arguments = ArgumentBinder.Bind(op, call, out fault);
        if (fault is not null) return new(State.Of(fault));
        var inner = context with { Depth = context.Depth + 1 };
        var variant = op.Select(arguments);
        var frame = new Frame(inner, variant, arguments);
        var status = variant.Run(frame);
        return status == BodyStatus.Done && !frame.HasPending
            ? new(frame.Outcome) : Finish(variant, frame, status);
    }

    /// <summary>
    /// Runs a body to its end, and waits for what it began and didn't need after all.
    /// </summary>
    private static async ValueTask<State> Finish(CompiledOp op, Frame frame, BodyStatus status)
    {
        while (status == BodyStatus.Wait)
        {
            await frame.SettleAwaited().ConfigureAwait(false);
            status = op.Run(frame);
        }

        await frame.SettleAll().ConfigureAwait(false);
        return frame.Outcome;
    }

    private static Fault? Refuse(CallContext context) =>
        context.Depth >= Limits.CallDepth
            ? Fault.Limit("depth of calls", Limits.CallDepth) : CallGuard.Refuse(context);
}
