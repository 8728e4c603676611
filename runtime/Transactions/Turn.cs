namespace TinyChain.Runtime.Transactions;

/// <summary>
/// One call of a service's op within a transaction. Calls at the same level come one by one, as a
/// rule, so that what one reads and then writes is not written by another in between
/// (spec/host.md 8.1, A14). A call that goes on to another host gives its turn away: it may be
/// called back from there.
/// </summary>
public sealed class Turn
{
    private readonly Turn? _outer;
    private int _isHeld;

    /// <summary>What a transaction's own calls take turns in.</summary>
    public Turn()
    {
    }

    private Turn(Turn outer) => (_outer, _isHeld) = (outer, 1);

    private SemaphoreSlim Inner { get; } = new(1, 1);

    /// <summary>
    /// The turn of a call within this one, to be ended; null where it did not come in time. The
    /// time may be infinite.
    /// </summary>
    public async ValueTask<Turn?> Begin(TimeSpan time) =>
        await Inner.WaitAsync(time).ConfigureAwait(false) ? new Turn(this) : null;

    /// <summary>Lets the next one begin; once, however often it is called.</summary>
    public void End()
    {
        if (Interlocked.Exchange(ref _isHeld, 0) == 1) _outer!.Inner.Release();
    }

    /// <summary>Gives the turn away, and those that it is within.</summary>
    public void GiveAway()
    {
        for (var turn = this; turn is not null; turn = turn._outer) turn.End();
    }
}
