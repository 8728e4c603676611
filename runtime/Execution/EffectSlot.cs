using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>One effect of a frame: its result, or the task that will have it.</summary>
internal struct EffectSlot
{
    private State _result;
    private bool _isTaken;

    /// <summary>What the runner awaits; null where nothing is under way.</summary>
    internal Task<State>? Pending { get; private set; }

    internal readonly bool IsReady => Pending is null;

    internal void Begin(ValueTask<State> effect)
    {
        _isTaken = false;
        if (effect.IsCompletedSuccessfully) (_result, Pending) = (effect.Result, null);
        else Pending = effect.AsTask();
    }

    /// <summary>The result of an effect that is ready.</summary>
    internal State Take()
    {
        Check.That(IsReady, "a body takes what is ready");
        _isTaken = true;
        return _result;
    }

    /// <summary>The effect failed, and the body ended before it looked.</summary>
    internal readonly State? UnseenFault => !_isTaken && _result.IsFault ? _result : null;

    /// <summary>Called by the runner when what was pending has completed.</summary>
    internal void Complete(State result) => (_result, Pending) = (result, null);
}
