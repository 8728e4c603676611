using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Transactions.Machine;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// What the hosts of a transaction say to each other about it (spec/host.md 3.4), as messages and
/// the meaning of their answers. All are idempotent: one may come twice, or late.
/// </summary>
internal sealed class TxnMessages(INetwork network)
{
    internal const string Transact = "transact";
    internal const string Join = "join";
    internal const string Prepare = "prepare";
    internal const string Commit = "commit";
    internal const string Abort = "abort";

    internal static readonly Id Cluster = Id.Of("cluster");
    internal static readonly Id Leader = Id.Of("leader");
    internal static readonly Id Joined = Id.Of("joined");
    internal static readonly Id DeadlineMs = Id.Of("deadline_ms");
    internal static readonly Id Participants = Id.Of("participants");
    internal static readonly Id Owner = Id.Of("owner");
    internal static readonly Id Vote = Id.Of("vote");
    internal static readonly Id Stage = Id.Of("state");

    /// <summary>
    /// One attempt to tell of a decision: long enough for a host that is there, and a client waits
    /// for it (spec/host.md 3.4).
    /// </summary>
    private static readonly TimeSpan s_attempt = TimeSpan.FromSeconds(1);

    /// <summary>Joins: null where the owner has noted it, else why it has not.</summary>
    internal async Task<Fault?> SendJoin(Participation self)
    {
        var answer = await network.Send(
            new PeerMessage(Verb.Post, Control(self.Owner.Cluster, self.Id, Join), self.Cluster)
            {
                Time = self.Remaining,
                Caller = self.Caller,
                Body = Map(
                    (Cluster, State.Of(self.Cluster.WithoutHost().ToString())),
                    (Leader, State.Of(self.Cluster.ToString()))),
            }).ConfigureAwait(false);
        return answer.As<Fault>() is not { } fault ? null
            : fault.Kind is FaultKind.Conflict ? fault
            : Fault.Unavailable($"the owner of transaction {self.Id}, {self.Owner.Cluster}, could "
                + $"not be told of a write at {self.Cluster}: {fault.Message}");
    }

    /// <summary>Asks for a vote: what the owner's machine is to hear.</summary>
    internal async Task<(TxnEvent Happened, Fault? Reason)> SendPrepare(
        Participation self, Link cluster)
    {
        var (joined, _) = self.Peers;
        var answer = await network.Send(
            Ask(self, cluster, Prepare, self.Remaining) with
            {
                Body = Map(
                    (Cluster, State.Of(cluster.WithoutHost().ToString())),
                    (Participants,
                        State.Tuple([.. joined.Select(link => State.Of(link.ToString()))])),
                    (Owner, State.Of(self.Owner.Cluster.ToString())),
                    (DeadlineMs, State.Of((long)self.Remaining.TotalMilliseconds))),
            }).ConfigureAwait(false);
        if (answer.As<Fault>() is { } lost) return (new TxnEvent.PeerLost(cluster), lost);
        var isYes = Text(answer, Vote) is "yes" or "read";
        return (new TxnEvent.Acked(cluster, isYes), isYes ? null
            : Fault.Conflict($"{cluster} can't commit transaction {self.Id} any more; begin a new "
                + "one"));
    }

    /// <summary>Tells of a decision, once: whether the participant has heard it.</summary>
    internal async Task<bool> SendDecision(Participation self, Link cluster, bool isCommit)
    {
        var answer = await network.Send(
            Ask(self, cluster, isCommit ? Commit : Abort, s_attempt) with
            {
                Body = Map((Cluster, State.Of(cluster.WithoutHost().ToString()))),
            }).ConfigureAwait(false);
        return !answer.IsFault;
    }

    /// <summary>
    /// Asks the owner how a transaction ended: null where it does not say, or not yet. That it
    /// knows of none means that it was rolled back (T14).
    /// </summary>
    internal async Task<bool?> AskOutcome(TxnId id, Link owner, Link cluster)
    {
        var answer = await network.Send(
            new PeerMessage(Verb.Get, Control(owner, id), cluster)
            {
                Time = s_attempt,
                Key = State.Of(cluster.WithoutHost().ToString()),
            }).ConfigureAwait(false);
        return Text(answer, Stage) switch
        {
            "committed" => true,
            "aborted" or "unknown" => false,
            _ => null,
        };
    }

    /// <summary>A text of an answer, or null.</summary>
    internal static string? Text(State map, Id name) =>
        map.As<MapState>() is { } entries && entries.TryGet(name.Text, out var value)
            ? value.As<string>() : null;

    /// <summary>A map of named states.</summary>
    internal static State Map(params ReadOnlySpan<(Id Name, State Value)> entries)
    {
        var map = new MapBuilder();
        foreach (var (name, value) in entries) map.Set(name, value);
        return map.ToState();
    }

    private static PeerMessage Ask(
        Participation self, Link cluster, string what, TimeSpan time) =>
        new(Verb.Post, Control(cluster, self.Id, what), self.Owner.Cluster)
        {
            Time = time,
            Permits = [Scope.OwnerOf(self.Id.ToString()), Scope.LockOf(self.Id.ToString())],
        };

    private static Link Control(Link cluster, TxnId id, params ReadOnlySpan<string> what)
    {
        var link = cluster.WithoutPath().Append(Id.Of(Transact), Id.Of(id.ToString()));
        foreach (var step in what) link = link.Append(Id.Of(step));
        return link;
    }
}
