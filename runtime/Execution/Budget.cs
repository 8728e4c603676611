using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// What one request may still use: fuel and time. All frames of the request share it. Two frames
/// that run at once may lose a unit to one another; the clock bounds them all the same.
/// </summary>
public class Budget(TimeProvider time, TimeSpan ttl, long fuel = Limits.Fuel)
{
    /// <summary>Runs shorter than this come and go on the threads that there are.</summary>
    private static readonly TimeSpan s_longAfter = TimeSpan.FromMilliseconds(5);

    private readonly long _start = time.GetTimestamp();
    private long _used;

    /// <summary>Units that may be used before the next look at the clock.</summary>
    internal long Slice { get; set; } = Limits.FuelSlice;

    /// <summary>Units used so far.</summary>
    public long Used => _used + Limits.FuelSlice - Slice;

    /// <summary>Why the budget is spent, or null while it is not.</summary>
    public Fault? Spent { get; private set; }

    /// <summary>Takes units; false when fuel or time has run out, for good.</summary>
    public bool Charge(long units)
    {
        Slice -= units;
        return Slice > 0 || Refill();
    }

    /// <summary>
    /// Called every slice by a request that runs long: a body never yields its thread, so here the
    /// host may let others go first. Null to go on, or the fault that ends the request.
    /// </summary>
    protected virtual Fault? TakeTurn() => null;

    /// <summary>Forgets what was used since, but not the time that it took.</summary>
    internal void Rewind(long used) => _used += used - Used;

    private bool Refill()
    {
        _used += Limits.FuelSlice - Slice;
        Slice = Limits.FuelSlice;
        if (Spent is not null) return false;
        var elapsed = time.GetElapsedTime(_start);
        if (elapsed > s_longAfter && elapsed <= ttl)
        {
            Spent = TakeTurn();
            elapsed = time.GetElapsedTime(_start);
        }

        if (_used >= fuel) Spent ??= Fault.Limit("fuel", fuel);
        else if (elapsed > ttl)
            Spent ??= Fault.Timeout($"request_ttl of {ttl.TotalSeconds:0.###} s exceeded");
        return Spent is null;
    }
}
