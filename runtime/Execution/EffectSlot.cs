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

    /// <summary>
    /// The effect failed, and so the op did or, where nobody looked, should have.
    /// </summary>
    internal readonly bool IsFailed => _result.IsFault;

    /// <summary>It failed for no other reason than that the transaction had failed.</summary>
    internal readonly bool IsEcho => _result.As<Fault>() is { IsEcho: true };

    /// <summary>The body took the result.</summary>
    internal readonly bool IsTaken => _isTaken;

    /// <summary>What the effect came to; meaningless before it is ready.</summary>
    internal readonly State Result => _result;

    /// <summary>Called by the runner when what was pending has ended.</summary>
    internal void Complete(State result) => (_result, Pending) = (result, null);
}
