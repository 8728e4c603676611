using TinyChain.Ir;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Begins a transaction again that came too late to write, or can't tell what it has to see, with a
/// younger id (rules R1 to R4 of docs/protocol.md). Each claims first what it has lost before.
/// Those who lost a key take turns at that: one waits to inherit it from the one before, and the
/// others wait for their turns.
/// </summary>
public sealed class TxnRetries(TxnRunner runner, StoredData data, ActiveTxns active)
{
    // Guards _turns: each key's last turn is there until it is over.
    private readonly Lock _gate = new();
    private readonly Dictionary<byte[], Task> _turns = new(KeyComparer.Instance);

    /// <summary>
    /// Whether the transaction failed for its place in the order, and may begin again without
    /// anybody's notice: the id is the host's own, and nothing is written elsewhere. What is called
    /// in the course of a request is begun again with that.
    /// </summary>
    public static bool Helps(Txn txn, Fault fault) =>
        fault is { Kind: FaultKind.Conflict, Above: not null } && txn.IsMain
        && txn.Participation is { IsOursAlone: true, Restarts: < Limits.TxnRetries };

    /// <summary>
    /// Ends such a transaction, and begins another for the same request, in the time that is left
    /// of it; null where that is not enough, or where its id would have to be too far ahead.
    /// </summary>
    public async ValueTask<Txn?> Again(Txn txn, Fault fault)
    {
        var lost = txn.Participation!;
        runner.Release(txn);
        lost.Restarts++;
        if (TxnId.Parse(fault.Above!) is not { } above || !active.Hear(above)) return null;
        if (lost.Lost.IsEmpty) return await Begin(lost).ConfigureAwait(false);
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            return await lost.IsInTime(Take(lost.Lost[^1], turn.Task)).ConfigureAwait(false)
                ? await Begin(lost).ConfigureAwait(false) : null;
        }
        finally
        {
            Leave(lost.Lost[^1], turn);
        }
    }

    /// <summary>
    /// Does work in a transaction of the host's own and commits it; does it again in another where
    /// it came too late. The work's answer, or the fault of a commit that failed.
    /// </summary>
    public async ValueTask<State> Run(Func<Txn, ValueTask<State>> work)
    {
        var header = new TxnHeader(Verb.Post, TxnOwner.Host, Link.Default);
        var txn = runner.Begin(header, out var refusal);
        if (txn is null) return State.Of(refusal!);
        while (true)
        {
            var answer = await Attempt(txn, work).ConfigureAwait(false);
            if (answer.As<Fault>() is not { } fault || !Helps(txn, fault))
            {
                runner.Release(txn);
                return answer;
            }

            if (await Again(txn, fault).ConfigureAwait(false) is not { } next) return answer;
            txn = next;
        }
    }

    private async ValueTask<State> Attempt(Txn txn, Func<Txn, ValueTask<State>> work)
    {
        try
        {
            var answer = await work(txn).ConfigureAwait(false);
            var fault = answer.As<Fault>();
            var (outcome, _) = await runner.End(txn, fault).ConfigureAwait(false);
            return outcome == OutcomeKind.Committed || fault is not null ? answer
                : State.Of(Fault.Unavailable("a transaction of the host's own did not commit"));
        }
        catch
        {
            runner.Release(txn);
            throw;
        }
    }

    // Who loses again has been overtaken by another, whose end the next claim waits for.
    private async ValueTask<Txn?> Begin(Participation lost)
    {
        while (!lost.IsExpired)
        {
            var txn = Txn.Over(data, active.OpenAgain(lost), isMain: true);
            var fault = await Claim(txn, lost).ConfigureAwait(false);
            if (fault is null) return txn;
            runner.Release(txn);
            if (fault.Kind != FaultKind.Conflict) return null;
            lost = txn.Participation!;
        }

        return null;
    }

    private static async ValueTask<Fault?> Claim(Txn txn, Participation lost)
    {
        foreach (var key in lost.Lost)
        {
            if (await txn.Stored.ClaimWrite(key).ConfigureAwait(false) is { } fault) return fault;
        }

        return null;
    }

    /// <summary>
    /// Takes a place behind the last who lost the key; the task is that one's turn.
    /// </summary>
    private Task Take(byte[] key, Task turn)
    {
        lock (_gate)
        {
            var before = _turns.GetValueOrDefault(key) ?? Task.CompletedTask;
            _turns[key] = turn;
            return before;
        }
    }

    private void Leave(byte[] key, TaskCompletionSource turn)
    {
        lock (_gate)
        {
            if (_turns.GetValueOrDefault(key) == turn.Task) _turns.Remove(key);
        }

        turn.SetResult();
    }
}
