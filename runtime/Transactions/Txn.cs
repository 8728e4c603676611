using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// One transaction, as running ops and collections know it. <see cref="TxnRunner"/> begins and ends
/// it; one made without a store has an empty world of its own, for tests and for trials.
/// </summary>
public sealed class Txn(TxnId id)
{
    private readonly TemporarySpace _temporary = new();
    private StoredSpace? _stored;
    private SemaphoreSlim? _mutations;
    private Turn? _turn;
    private int _temporaries;

    public TxnId Id { get; } = id;

    /// <summary>Its effects are always rolled back (spec/host.md 2.8).</summary>
    public bool IsHypothetical { get; init; }

    /// <summary>What is stored, as this transaction sees it.</summary>
    public IKeySpace Stored => (IKeySpace?)_stored ?? _temporary;

    /// <summary>Its workspace: what is there disappears with it.</summary>
    public IKeySpace Temporary => _temporary;

    /// <summary>What it shares with the other requests of the transaction.</summary>
    internal Participation? Participation { get; private init; }

    /// <summary>
    /// Whether this request is the one that ends the transaction: it began it, at its owner.
    /// </summary>
    public bool IsMain { get; private init; } = true;

    /// <summary>A transaction over what is stored.</summary>
    internal static Txn Over(StoredData data, Participation self, bool isMain) => new(self.Id)
    {
        IsMain = isMain,
        IsHypothetical = self.IsHypothetical,
        _stored = new StoredSpace(data, self),
        Participation = self,
    };

    /// <summary>
    /// Says who pays for work on its rows: takes so much fuel, or says why the request has to end.
    /// The first to say so is the request.
    /// </summary>
    public void PayFrom(Func<long, Fault?> payer)
    {
        _temporary.Payer ??= payer;
        _stored?.Payer ??= payer;
    }

    /// <summary>
    /// Taken around each write to a collection, so that the writes of one transaction's concurrent
    /// calls come one by one. Never held across a call of another service.
    /// </summary>
    public SemaphoreSlim Mutations => Participation?.Mutations
        ?? LazyInitializer.EnsureInitialized(ref _mutations, () => new SemaphoreSlim(1, 1));

    /// <summary>What its calls of services' ops take turns in.</summary>
    public Turn Turn => Participation?.Turn
        ?? LazyInitializer.EnsureInitialized(ref _turn, () => new Turn());

    /// <summary>The time that it still has.</summary>
    public TimeSpan Remaining => Participation?.Remaining ?? Timeout.InfiniteTimeSpan;

    /// <summary>The prefix of a new collection in the workspace.</summary>
    public byte[] NextTemporaryPrefix()
    {
        var prefix = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(
            prefix, Interlocked.Increment(ref _temporaries));
        return prefix;
    }

    /// <summary>
    /// Has something done once the transaction has committed, and not at all if it doesn't.
    /// </summary>
    public void AfterCommit(Action action) => Participation?.AfterCommit(action);
}
