using System.Globalization;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Simulation;

/// <summary>A client's request, what it did, and what its client was told.</summary>
internal sealed class SimRequest(SimOp root)
{
    private readonly List<Step> _steps = [];
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

    internal TxnId? Id { get; set; }

    internal long Started { get; set; }

    internal long Ended { get; private set; } = long.MaxValue;

    /// <summary>Unknown until the client has an answer.</summary>
    internal Ending Ending { get; private set; } = Ending.Unknown;

    internal IEnumerable<(int Key, long Value)> Appended => _appended;

    /// <summary>Whether it would use a host that its token does not open to it.</summary>
    internal bool IsForbidden => Root.All.Any(op => !MayUse(op.Host));

    internal bool HasRead(Func<int, bool> isKey) =>
        _steps.OfType<Step.Read>().Any(read => isKey(read.Key));

    internal bool MayUse(int host) => Flaw switch
    {
        TokenFlaw.None => true,
        TokenFlaw.Narrow => host == Root.Host,
        TokenFlaw.Expired or TokenFlaw.Overclaims or TokenFlaw.Widens or TokenFlaw.ForAnother =>
            false,
    };

    internal void Read(int key, IReadOnlyList<long> values) =>
        _steps.Add(new Step.Read(key, values));

    /// <summary>That it is executed twice is for the lists to show.</summary>
    internal void Append(int key, long value)
    {
        if (_appended.Add((key, value))) _steps.Add(new Step.Append(key, value));
    }

    internal void End(Ending ending, long at) => (Ending, Ended) = (ending, at);

    internal Attempt ToAttempt() => new(Started, Ended, Ending, _steps);
}
