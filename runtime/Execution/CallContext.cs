using System.Collections.Immutable;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Execution;

/// <summary>What every call within one request shares, and how deep this call is.</summary>
public sealed class CallContext(Caller caller, Txn txn, Budget budget, Machinery machinery)
{
    private CallContext? _inner;
    private CallContext? _as;
    private Turn? _turn;
    private Frame? _spare;

    private CallContext(CallContext other)
        : this(other.Caller, other.Txn, other.Budget, other.Machinery) =>
        (Acting, Depth, Grants, _turn) = (other.Acting, other.Depth, other.Grants, other._turn);

    public Caller Caller { get; } = caller;

    public Txn Txn { get; } = PaidBy(budget, txn);

    public Budget Budget { get; } = budget;

    public Machinery Machinery { get; } = machinery;

    /// <summary>
    /// The version whose code runs; null for what the client itself has sent along.
    /// </summary>
    public ActingVersion? Acting { get; private init; }

    /// <summary>How many ops are waiting for this one.</summary>
    public int Depth { get; private init; }

    /// <summary>
    /// What the service whose op this is lets those do that it calls on other hosts: it goes into
    /// this host's layer of their tokens.
    /// </summary>
    public ImmutableArray<Scope> Grants { get; private init; } = [];

    /// <summary>What calls of services' ops within this one take turns in.</summary>
    public Turn Turn => _turn ??= Txn.Turn;

    /// <summary>The same, for a service's op, which has a turn of its own, and its grants.
    /// </summary>
    public CallContext In(Turn turn, ImmutableArray<Scope> grants) =>
        new(this) { Grants = grants, _turn = turn };

    /// <summary>
    /// The same, for code of a version; what another grants is not passed on to it. The last one
    /// is kept: an op calls one library many times.
    /// </summary>
    public CallContext As(ActingVersion version)
    {
        if (ReferenceEquals(Acting, version)) return this;
        if (_as is { } known && ReferenceEquals(known.Acting, version)) return known;
        return _as = new(this) { Acting = version, Grants = [] };
    }

    /// <summary>The context of the calls that an op makes which is called in this one.</summary>
    internal CallContext Inner => _inner ??= new(this) { Depth = Depth + 1 };

    /// <summary>
    /// A frame for a call: one that a call before gave back, where there is one. Calls of one
    /// context may run at once, so it is taken and given back whole.
    /// </summary>
    public Frame Rent() => Interlocked.Exchange(ref _spare, null) ?? new Frame(Inner);

    /// <summary>Gives back a frame that nothing refers to any more.</summary>
    public void Return(Frame frame)
    {
        frame.Clear();
        _spare = frame;
    }

    /// <summary>
    /// The request from its start, in another transaction: what it used of its fuel is forgotten,
    /// but not of its time.
    /// </summary>
    public CallContext Again(Txn next)
    {
        Budget.Rewind(0);
        return new(Caller, next, Budget, Machinery);
    }

    private static Txn PaidBy(Budget budget, Txn txn)
    {
        txn.PayFrom(budget.Payer);
        return txn;
    }
}
