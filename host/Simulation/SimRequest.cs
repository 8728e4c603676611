using System.Globalization;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Simulation;

/// <summary>A client's request, what it did, and what its client was told.</summary>
internal sealed class SimRequest(SimOp root)
{
    // By run: what a run does that has begun again is nobody's, also where it comes late.
    private readonly Dictionary<TxnId, List<Step>> _runs = [];
    private readonly HashSet<(int Key, long Value)> _appended = [];

    internal SimOp Root { get; } = root;

    internal byte[] Body { get; } = Packet.BytesOf(
        State.Of(root.Number.ToString(CultureInfo.InvariantCulture)));

    internal TokenFlaw Flaw { get; set; }

    /// <summary>Why it did not come in at its first host, or null.</summary>
    internal FaultKind? Refusal { get; set; }

    /// <summary>The id that the client chose, or null.</summary>
    internal string? Chosen { get; init; }

    internal bool IsHypothetical { get; init; }

    /// <summary>The transaction of its last run.</summary>
    internal TxnId? Id { get; set; }

    internal long Started { get; set; }

    internal long Ended { get; private set; } = long.MaxValue;

    /// <summary>Unknown until the client has an answer.</summary>
    internal Ending Ending { get; private set; } = Ending.Unknown;

    internal IEnumerable<(int Key, long Value)> Appended => _appended;

    /// <summary>Whether it would use a host that its token does not open to it.</summary>
    internal bool IsForbidden => Root.All.Any(op => !MayUse(op.Host));

    internal bool HasRead(Func<int, bool> isKey) =>
        _runs.Values.SelectMany(run => run).OfType<Step.Read>().Any(read => isKey(read.Key));

    internal bool MayUse(int host) => Flaw switch
    {
        TokenFlaw.None => true,
        TokenFlaw.Narrow => host == Root.Host,
        TokenFlaw.Expired or TokenFlaw.Overclaims or TokenFlaw.Widens or TokenFlaw.ForAnother =>
            false,
    };

    internal void Read(TxnId run, int key, IReadOnlyList<long> values) =>
        StepsOf(run).Add(new Step.Read(key, values));

    /// <summary>That it is executed twice is for the lists to show.</summary>
    internal void Append(TxnId run, int key, long value)
    {
        _appended.Add((key, value));
        var (steps, step) = (StepsOf(run), new Step.Append(key, value));
        if (!steps.Contains(step)) steps.Add(step);
    }

    internal void End(Ending ending, long at) => (Ending, Ended) = (ending, at);

    internal Attempt ToAttempt() => new(
        Started, Ended, Ending, Id is { } id ? StepsOf(id) : []);

    private List<Step> StepsOf(TxnId run)
    {
        if (!_runs.TryGetValue(run, out var steps)) _runs.Add(run, steps = []);
        return steps;
    }
}
