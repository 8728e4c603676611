using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Simulation;

/// <summary>
/// The invariants of spec/host.md 7.5 that hold without replicas. It sees all hosts and all
/// clients; the first violation is the one that counts.
/// </summary>
internal sealed class SimJudge(SimWorld world)
{
    /// <summary>
    /// A layer for one request lives 5 s, by clocks that are off by 200 ms each, with 500 ms
    /// forgiven, and a second lost to whole seconds.
    /// </summary>
    private static readonly TimeSpan s_oldest = TimeSpan.FromSeconds(7);

    /// <summary>
    /// A host that has just started takes what was signed shortly before: whole seconds, and clocks
    /// that are off (CallRules.Age). It refuses the transaction then, as older than its memory.
    /// </summary>
    private static readonly TimeSpan s_justBefore = TimeSpan.FromSeconds(2);

    private readonly HashSet<(string Token, int Life)> _used = [];

    /// <summary>What is wrong, or null.</summary>
    internal string? Problem { get; private set; }

    /// <summary>I6: a token was taken for good.</summary>
    internal void Accepted(Packet packet, SimHost host)
    {
        if (!_used.Add((packet.Token!, host.Life)))
            Blame($"I6: h{host.Number} took a token twice: {packet.What}");
        if (host.Since - packet.Sent > s_justBefore.Ticks)
            Blame($"I6: h{host.Number} took a token from before its start: {packet.What}");
        if (world.Clock.Now - packet.Sent > s_oldest.Ticks)
            Blame($"I6: h{host.Number} took a token that had expired: {packet.What}");
    }

    /// <summary>I10: an id that a host gives out is above those before it.</summary>
    internal void IsLater(SimHost host, TxnId id)
    {
        if (id.CompareTo(host.LastId) <= 0)
            Blame($"I10: h{host.Number} gave out {id} after {host.LastId}");
        host.LastId = id;
    }

    /// <summary>
    /// I1, I4, after each step: nobody who takes part says otherwise than another, nor than the
    /// client has heard.
    /// </summary>
    internal void Compare(IEnumerable<SimRequest> requests)
    {
        foreach (var request in requests)
        {
            // A commit that only its own host ever knew of leaves no record to ask for.
            if (request.Id is not { } id || IsSharedId(request)) continue;
            if (request.Chosen is null && Parties(request).Take(2).Count() < 2) continue;
            var (yes, no) = (request.Ending == Ending.Committed, request.Ending == Ending.Aborted);
            foreach (var host in Parties(request).Where(host => host.IsUp))
            {
                var stage = Stage(host, id);
                yes |= stage == "committed";
                no |= stage == "aborted";
            }

            if (yes && no) Blame($"I4: {id} is both committed and rolled back");
        }
    }

    /// <summary>All the rest, when everything has healed and `last` have read all lists.</summary>
    internal void Finish(IReadOnlyCollection<SimRequest> last)
    {
        foreach (var host in world.Hosts) AtRest(host);
        foreach (var read in last.Where(read => read.Ending != Ending.Committed))
            Blame($"I9: nobody can read what h{read.Root.Host} holds");
        if (Problem is not null) return;
        var lists = last.Select(read => read.ToAttempt()).SelectMany(read => read.Steps)
            .OfType<Step.Read>().ToDictionary(read => read.Key, read => read.Values.ToHashSet());
        foreach (var request in world.Requests.Where(request => request.IsForbidden))
            HasNoEffect(request, lists);
        foreach (var request in world.Requests)
        {
            IsAdmitted(request);
            IsWhole(request, lists);
        }

        SeeWhatHadEnded(last);
        JudgeHistory(last);
    }

    // I3: a read that began after a write of the same list was acknowledged sees it, through
    // whatever host either came. An id that a client chose begins when it was first used.
    private void SeeWhatHadEnded(IReadOnlyCollection<SimRequest> last)
    {
        var begun = world.Requests.Where(request => request.Chosen is not null)
            .GroupBy(request => request.Chosen!)
            .ToDictionary(uses => uses.Key, uses => uses.Min(use => use.Started));
        var done = world.Requests.Concat(last)
            .Where(request => request.Ending == Ending.Committed).ToList();
        foreach (var reader in done)
        {
            var started = reader.Chosen is { } id ? begun[id] : reader.Started;
            var reads = reader.ToAttempt().Steps.OfType<Step.Read>().ToList();
            foreach (var writer in done.Where(writer => writer.Ended < started))
            {
                foreach (var (key, value) in writer.Appended)
                    if (reads.Exists(read => read.Key == key && !read.Values.Contains(value)))
                        Blame($"I3: {reader.Id} did not see that {writer.Id}, which had ended, "
                            + $"had appended {value} to the list {key}");
            }
        }
    }

    private void AtRest(SimHost host)
    {
        if (host.Engine!.Open > 0)
            Blame($"I9: h{host.Number} holds {host.Engine.Open} transactions for nobody");
        foreach (var id in world.Requests.Select(request => request.Id).OfType<TxnId>())
        {
            if (Stage(host, id) is "prepared" or "active")
                Blame($"I7: h{host.Number} still does not know how {id} ended");
        }
    }

    // I6: whatever the hosts said, nothing that it would have written is anywhere, and it has read
    // nothing but where it may.
    private void HasNoEffect(SimRequest request, Dictionary<int, HashSet<long>> lists)
    {
        var what = $"h{request.Root.Host}, by a token with a flaw ({request.Flaw})";
        foreach (var write in request.Root.All.SelectMany(op => op.Actions)
            .OfType<SimAction.Append>().Where(write => lists[write.Key].Contains(write.Value)))
            Blame($"I6: {write.Value} of key {write.Key} was written through {what}");
        if (request.HasRead(key => !request.MayUse(key / Workload.KeysOfHost)))
            Blame($"I6: a list was read through {what}");
    }

    // I6: its first host has refused whom it must, and nobody else.
    private void IsAdmitted(SimRequest request)
    {
        var isRefused = request.Refusal is FaultKind.Unauthorized or FaultKind.Forbidden;
        if (request.MayUse(request.Root.Host) ? request.Refusal is not null : !isRefused)
            Blame($"I6: h{request.Root.Host} was asked by a token with the flaw {request.Flaw}, "
                + $"and refused it: {request.Refusal?.ToString() ?? "no"}");
    }

    // I1 and I2: all of what it appended is there, or nothing; and all where that was acknowledged.
    private void IsWhole(SimRequest request, Dictionary<int, HashSet<long>> lists)
    {
        var there = request.Appended.Count(item => lists[item.Key].Contains(item.Value));
        var all = request.Appended.Count();
        var isWanted = request.Ending switch
        {
            Ending.Committed => there == all,
            Ending.Aborted => there == 0,
            Ending.Unknown => there == 0 || there == all,
        };
        if (!isWanted)
            Blame($"{(request.Ending == Ending.Committed ? "I2" : "I1")}: of {request.Id}, "
                + $"{request.Ending}, {there} of {all} writes are there");
    }

    private void JudgeHistory(IReadOnlyCollection<SimRequest> last)
    {
        var history = world.Requests.Concat(last)
            .Where(request => request.Ending != Ending.Aborted || request.Appended.Any())
            .Select(request => request.ToAttempt());
        foreach (var anomaly in ListAppend.Judge(history))
        {
            // Ids order transactions, and the clocks of hosts differ: decision 0050.
            if (anomaly.Contains("-realtime", StringComparison.Ordinal)) world.Counts.OutOfTime++;
            else Blame($"I3: {anomaly}");
        }
    }

    private IEnumerable<SimHost> Parties(SimRequest request) => request.Appended
        .Select(item => item.Key / Workload.KeysOfHost).Append(request.Root.Host).Distinct()
        .Select(number => world.Hosts[number]);

    private bool IsSharedId(SimRequest request) => request.Chosen is not null
        && world.Requests.Any(other => other != request && other.Chosen == request.Chosen);

    private static string? Stage(SimHost host, TxnId id) =>
        host.Engine!.Control.Query(id).As<MapState>() is { } map
        && map.TryGet("state", out var stage) ? stage.As<string>() : null;

    private void Blame(string problem)
    {
        if (Problem is not null) return;
        Problem = problem;
        world.Note($"VIOLATION {problem}");
    }
}
