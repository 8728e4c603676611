namespace TinyChain.Host.Simulation;

/// <summary>
/// Virtual time: what is due, in the order in which it is. It moves when there is nothing left to
/// do at a moment, so a day costs no more than what happens in it.
/// </summary>
public sealed class SimClock
{
    private readonly PriorityQueue<Action, (long Due, long Order)> _due = new();
    private long _order;

    /// <summary>Ticks of 100 ns since the schedule began.</summary>
    public long Now { get; private set; }

    /// <summary>A number above all before it: what happens at one moment has an order too.
    /// </summary>
    public long Next() => ++_order;

    public void After(TimeSpan pause, Action action) =>
        _due.Enqueue(action, (Now + Math.Max(0, pause.Ticks), ++_order));

    /// <summary>Does the next thing that is due until then; false where there is none.</summary>
    public bool TryStep(long until)
    {
        if (!_due.TryPeek(out var action, out var at) || at.Due > until)
        {
            Leap(until);
            return false;
        }

        _due.Dequeue();
        Leap(at.Due);
        action();
        return true;
    }

    /// <summary>Moves on; what was due meanwhile comes late, as after a long sleep.</summary>
    public void Leap(long until) => Now = Math.Max(Now, until);
}
