using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions.Machine;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// One request's part in a transaction on this host: its machine, its time, and who waits for it.
/// </summary>
internal sealed class Participation(TxnId id, bool isHypothetical, TimeProvider time, TimeSpan ttl)
{
    private readonly long _start = time.GetTimestamp();
    private readonly TaskCompletionSource _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TxnId Id { get; } = id;

    internal bool IsHypothetical { get; } = isHypothetical;

    internal TxnMachine Machine { get; } = new(isHypothetical);

    /// <summary>Completes when all claims are free again.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Why nothing can be claimed or written any more, or null.</summary>
    internal Fault? Refusal => Machine.State != TxnState.Open
        ? Fault.Conflict($"transaction {Id} has ended; nothing more can be done in it")
        : IsExpired ? Late() : null;

    internal bool IsExpired => Remaining <= TimeSpan.Zero;

    private TimeSpan Remaining => ttl - time.GetElapsedTime(_start);

    /// <summary>Wakes who waits. Called once, under the lock of what was claimed.</summary>
    internal void End() => _ended.TrySetResult();

    /// <summary>
    /// Waits until another has ended; a timeout where this one's time is over first.
    /// </summary>
    internal async ValueTask<Fault?> WaitFor(Participation other)
    {
        var left = Remaining;
        if (left <= TimeSpan.Zero) return Late();
        try
        {
            await other.Ended.WaitAsync(left, time).ConfigureAwait(false);
            return null;
        }
        catch (TimeoutException)
        {
            return Fault.Timeout($"transaction {Id} waited {ttl.TotalSeconds:0.###} s for "
                + $"transaction {other.Id}, which writes there");
        }
    }

    /// <summary>Where it is, says who knows what the key means.</summary>
    internal Fault Conflict(TxnId blocker) => Fault.Conflict(
        $"transaction {Id} comes too late to write there: the younger transaction {blocker} has "
        + "read or written it; begin a new one");

    private Fault Late() =>
        Fault.Timeout($"transaction {Id} exceeded its {ttl.TotalSeconds:0.###} s");
}
