using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// What one request may still use: fuel and time. All frames of the request share it. Two frames
/// that run at once may lose a unit to one another; the clock bounds them all the same.
/// <para>
/// Fuel is granted in slices, and the clock looked at between them. A slice grows while it is used
/// up fast and shrinks while it lasts; how much fuel there is does not depend on it.
/// </para>
/// </summary>
public class Budget
{
    /// <summary>Runs shorter than this come and go on the threads that there are.</summary>
    private static readonly TimeSpan s_longAfter = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan s_short = TimeSpan.FromMicroseconds(50);
    private static readonly TimeSpan s_long = TimeSpan.FromMicroseconds(100);

    private readonly TimeProvider _time;
    private readonly TimeSpan _ttl;
    private readonly long _fuel;
    private readonly long _start;
    private long _lastLook;
    private long _slice = Limits.FuelSlice;
    private long _granted;
    private long _left;
    private long? _usedInAll;
    private bool _isFuelSpent;
    private Func<long, Fault?>? _payer;

    public Budget(TimeProvider time, TimeSpan ttl, long fuel = Limits.Fuel)
    {
        (_time, _ttl, _fuel) = (time, ttl, fuel);
        _start = _lastLook = time.GetTimestamp();
        Grant();
    }

    /// <summary>Why the budget is spent, or null while it is not.</summary>
    public Fault? Spent { get; private set; }

    /// <summary>Units charged so far; at most the fuel that there was.</summary>
    public long Used => _usedInAll ?? _granted - _left;

    /// <summary>Units of these that ops have counted as theirs; see FuelMeter.</summary>
    internal long Counted { get; set; }

    /// <summary>Takes units; false when fuel or time has run out, for good.</summary>
    public bool Charge(long units)
    {
        _left -= units;
        return _left >= 0 || Refill();
    }

    /// <summary>
    /// Takes units; null, or why the budget is spent. Made once: it is asked for often.
    /// </summary>
    internal Func<long, Fault?> Payer => _payer ??= units => Charge(units) ? null : Spent;

    /// <summary>
    /// Asked at an op's end, which may have taken its last units without looking: why it has no
    /// answer after all, or null. Nothing new of a budget that is spent already.
    /// </summary>
    internal Fault? Overdrawn => _left >= 0 || Spent is not null || Refill() ? null : Spent;

    /// <summary>
    /// Called every slice by a request that runs long: a body never yields its thread, so here the
    /// host may let others go first. Null to go on, or the fault that ends the request.
    /// </summary>
    protected virtual Fault? TakeTurn() => null;

    /// <summary>What may be used before the next look at the clock.</summary>
    internal long Slice
    {
        get => _left;
        set => _left = value;
    }

    /// <summary>Units charged so far, also beyond the fuel that there was.</summary>
    internal long Charged => _granted - _left;

    /// <summary>Forgets what was charged since, but not the time that it took.</summary>
    internal void Rewind(long charged)
    {
        _granted -= Charged - charged;
        if (!_isFuelSpent) return;
        (_isFuelSpent, Spent, _usedInAll) = (false, null, null);
    }

    private bool Refill()
    {
        if (Spent is not null) return false;
        if (Used > _fuel)
        {
            _isFuelSpent = true;
            return End(Fault.Limit("fuel", _fuel));
        }

        var now = _time.GetTimestamp();
        Adapt(_time.GetElapsedTime(_lastLook, now));
        var elapsed = _time.GetElapsedTime(_start, now);
        Fault? refusal = null;
        if (elapsed > s_longAfter && elapsed <= _ttl)
        {
            refusal = TakeTurn();
            now = _time.GetTimestamp();
            elapsed = _time.GetElapsedTime(_start, now);
        }

        _lastLook = now;
        if (elapsed > _ttl)
            refusal ??= Fault.Timeout($"request_ttl of {_ttl.TotalSeconds:0.###} s exceeded");
        if (refusal is not null) return End(refusal);
        Grant();
        return true;
    }

    /// <summary>What was charged beyond the last slice comes out of the new one.</summary>
    private void Grant()
    {
        var size = Math.Min(Math.Max(_slice, -_left), _fuel - _granted);
        (_granted, _left) = (_granted + size, _left + size);
    }

    private void Adapt(TimeSpan took)
    {
        if (took < s_short) _slice = Math.Min(2 * _slice, Limits.MostFuelSlice);
        else if (took > s_long) _slice = Math.Max(_slice / 2, Limits.LeastFuelSlice);
    }

    private bool End(Fault why)
    {
        _usedInAll = Math.Min(Used, _fuel);
        Spent = why;
        return false;
    }
}
