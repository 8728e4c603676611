using TinyChain.Codegen.Tiering;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen;

/// <summary>
/// One variant: a plan, and what runs it. In tier 0 an interpreter does, until it has run so often
/// that it was worth emitting; then code that does what it did takes its place.
/// </summary>
internal sealed class OpVariant
{
    private readonly OpPlan _plan;
    private readonly OpVariants _op;
    private readonly Tiers _tiers;
    private readonly Lock _making = new();

    /// <summary>Set once each, under the lock; read without.</summary>
    private volatile OpBody? _body;
    private volatile OpConstants? _emitted;
    private volatile OpConstants? _loops;

    private volatile bool _runsInLoop;
    private volatile bool _isFailed;
    private int _isWaiting;

    internal OpVariant(OpPlan plan, OpVariants op, Tiers tiers)
    {
        (_plan, _op, _tiers) = (plan, op, tiers);
        IsEntry = plan.IsIndifferent || !plan.Signature.Contains(StateType.Any);
    }

    /// <summary>
    /// It may be where calls come in: its guards look at every argument, or it is for all.
    /// </summary>
    internal bool IsEntry { get; }

    internal OpBody Body => _body ?? Start();

    /// <summary>Whether it is the variant for these arguments.</summary>
    internal bool Suits(ReadOnlySpan<State> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!_plan.Signature[i].Suits(arguments[i])) return false;
        }

        return true;
    }

    /// <summary>Calls and turns until an interpreter asks again for emitted code.</summary>
    internal int Patience => _isFailed || !_tiers.MayPromote
        ? int.MaxValue : _tiers.Policy.Recheck;

    /// <summary>It runs as emitted code.</summary>
    internal bool IsEmitted => _emitted is not null;

    /// <summary>About the bytes of memory that it keeps: see docs/decisions/0014.</summary>
    internal long Bytes { get; private set; }

    /// <summary>
    /// Asked by an interpreter that has run long enough: the emitted code; null where there is none
    /// yet, and then it is asked for. In a loop: code that can take the loop over.
    /// </summary>
    internal OpConstants? Promoted(bool inLoop)
    {
        if (inLoop) _runsInLoop = true;
        if ((inLoop ? _loops : _emitted) is null) Ask(isHot: true);
        // Again: a call that came in meanwhile may have put the interpreter back.
        else _op.Promoted(this);
        return inLoop ? _loops : _emitted;
    }

    /// <summary>Asks for emitted code, if it may ever come.</summary>
    internal void Ask(bool isHot)
    {
        if (_isFailed || !_tiers.MayPromote) return;
        if (_tiers.Policy.IsImmediate) Promote();
        else if (Interlocked.Exchange(ref _isWaiting, 1) == 0
            && !_tiers.Promoter.TryAdd(this, isHot)) _isWaiting = 0;
    }

    /// <summary>
    /// Emits what is asked for: code that takes loops over first, for something waits for it. A
    /// variant that can't be emitted stays as it is, whatever the reason: this runs on a thread
    /// where nobody could answer for a bug.
    /// </summary>
    internal void Promote()
    {
        _isWaiting = 0;
        try
        {
            lock (_making)
            {
                if (_runsInLoop) _loops ??= Emit(LoopHeads.Of(_plan));
                if (_emitted is not null) return;
                _tiers.Counters.CountPromotion();
                Install(Emit(null));
            }

            _op.Promoted(this);
        }
        catch (Exception problem)
        {
            _isFailed = true;
            _tiers.Fail(problem);
        }
    }

    private OpBody Start()
    {
        lock (_making)
        {
            if (_body is { } made) return made;
            if (!_tiers.StartsEmitted || !TryEmit()) Interpret();
            return _body!;
        }
    }

    private bool TryEmit()
    {
        try
        {
            Install(Emit(null));
        }
        catch (PlatformNotSupportedException problem)
        {
            _tiers.Fail(problem);
        }

        return IsEmitted;
    }

    private void Interpret()
    {
        var threshold = _tiers.MayPromote ? _tiers.Policy.Threshold : int.MaxValue;
        var interpreter = new PlanInterpreter(
            _plan, _op.OtherwiseOf(this), new Heat(this, threshold));
        _tiers.Counters.CountInterpreted();
        _body = interpreter.Body;
        Grow(interpreter.Bytes);
    }

    private void Install(OpConstants emitted)
    {
        _emitted = emitted;
        _body = emitted.Body;
    }

    private OpConstants Emit(int[]? loops)
    {
        var emitted = OpCompiler.Emit(_plan, _op.OtherwiseOf(this), loops);
        _tiers.Counters.CountEmitted();
        Grow(MemoryEstimate.OfCode(_plan));
        return emitted;
    }

    private void Grow(long bytes)
    {
        Bytes += bytes;
        _op.Grew(bytes);
    }
}
