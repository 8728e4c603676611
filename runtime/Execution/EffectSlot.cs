using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>One effect of a frame: its result, or the task that will have it.</summary>
internal struct EffectSlot
{
    private State _result;

    /// <summary>What the runner awaits; null where nothing is under way.</summary>
    internal Task<State>? Pending { get; private set; }

    internal readonly bool IsReady => Pending is null;

    internal void Begin(ValueTask<State> effect)
    {
        if (effect.IsCompletedSuccessfully) (_result, Pending) = (effect.Result, null);
        else Pending = effect.AsTask();
    }

    /// <summary>The result of an effect that is ready.</summary>
    internal readonly State Take()
    {
        Check.That(IsReady, "a body takes what is ready");
        return _result;
    }

    /// <summary>Called by the runner when what was pending has completed.</summary>
    internal void Complete(State result) => (_result, Pending) = (result, null);
}
