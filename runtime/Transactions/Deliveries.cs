using System.Collections.Concurrent;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions.Machine;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Tells participants how their transactions ended. Of a rollback once: who does not hear of it
/// asks. Of a commit until it is heard, for as long as it takes (T10); a restart goes on with it.
/// </summary>
internal sealed class Deliveries(TxnMessages peers, CommitQueue commits, TimeProvider time)
    : IAsyncDisposable
{
    /// <summary>
    /// Between two attempts: short at first, since most hosts are back in a moment; never longer
    /// than people wait who look at a host that has come back.
    /// </summary>
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<(Participation By, Link Cluster), Task> _late = new();

    /// <summary>Completes after the first attempt.</summary>
    internal async Task Tell(Participation self, Link cluster, bool isCommit)
    {
        if (await peers.SendDecision(self, cluster, isCommit).ConfigureAwait(false))
            Heard(self, cluster);
        else if (isCommit) _late[(self, cluster)] = Repeat(self, cluster);
    }

    /// <summary>What has committed, and not everybody has heard of it.</summary>
    internal IEnumerable<Participation> Unheard() => _late.Keys.Select(key => key.By).Distinct();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        foreach (var work in _late.Values) await work.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task Repeat(Participation self, Link cluster)
    {
        var pause = s_least;
        do
        {
            try
            {
                await Task.Delay(pause, time, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            pause = pause * 2 < s_most ? pause * 2 : s_most;
        }
        while (!await peers.SendDecision(self, cluster, true).ConfigureAwait(false));
        _late.TryRemove((self, cluster), out _);
        Heard(self, cluster);
    }

    private void Heard(Participation self, Link cluster)
    {
        self.Handle(new TxnEvent.Acked(cluster, true));
        // Nobody waits for this to be durable: told once more, a participant says the same.
        if (self.State == TxnState.Committed && self.Peers.Silent.IsEmpty)
            _ = commits.Write([TxnRecords.OfCommit(self, [])]);
    }
}
