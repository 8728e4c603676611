using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>One effect of a frame: its result, or the task that will have it.</summary>
internal struct EffectSlot
{
    private State _result;
    private Task<State>? _pending;

    internal readonly bool IsReady => _pending is null;

    internal void Begin(ValueTask<State> effect)
    {
        if (effect.IsCompletedSuccessfully) (_result, _pending) = (effect.Result, null);
        else _pending = effect.AsTask();
    }

    /// <summary>The result of an effect that is ready.</summary>
    internal readonly State Take()
    {
        Check.That(IsReady, "a body takes what is ready");
        return _result;
    }

    /// <summary>What the runner awaits; null where nothing is pending.</summary>
    internal readonly Task<State>? Pending => _pending;

    /// <summary>
    /// Called by the runner, and by nobody else, when what was pending has completed.
    /// </summary>
    internal void Complete(State result) => (_result, _pending) = (result, null);
}
