using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>One effect of a frame: its result, or the task that will have it.</summary>
internal struct EffectSlot
{
    private State _result;
    private Task<State>? _pending;

    internal readonly bool IsReady => _pending is null || _pending.IsCompleted;

    internal void Begin(ValueTask<State> effect)
    {
        if (effect.IsCompletedSuccessfully) (_result, _pending) = (effect.Result, null);
        else _pending = effect.AsTask();
    }

    /// <summary>The result; throws what the effect threw, which is a bug of ours.</summary>
    internal State Take()
    {
        if (_pending is not { } done) return _result;
        _pending = null;
        return done.GetAwaiter().GetResult();
    }

    internal readonly Task Pending() => _pending ?? Task.CompletedTask;
}
