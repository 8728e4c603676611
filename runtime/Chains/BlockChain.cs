using System.Collections.Immutable;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Chains;

/// <summary>
/// `/state/chain/block`: keeps every write, in blocks that name the hash of the one before. `grew`
/// is told of the bytes that a write adds; a new block is begun elsewhere.
/// </summary>
public sealed class BlockChain : Chain
{
    private readonly BlockHistory _history;
    private readonly Action<int>? _grew;

    /// <summary>A chain whose history is the transaction's view of the space.</summary>
    public BlockChain(
        Collection subject, IKeySpace space, ChainKeys keys, TxnId txn, Action<int>? grew = null)
        : base(subject) =>
        (_history, _grew) = (new BlockHistory(space, keys, txn), grew);

    public override StateClass Class => StateClass.ChainBlock;

    public override ValueTask<State> Get(ImmutableArray<Id> path, State key) =>
        path is not [{ Text: "hash" }] ? base.Get(path, key)
        : key.IsNone ? Hash() : new(State.Of(NoKey("hash")));

    public override ValueTask<State> Put(ImmutableArray<Id> path, State key, State value) =>
        path.IsEmpty ? Write(key, value) : base.Put(path, key, value);

    public override async ValueTask<State> Delete(ImmutableArray<Id> path, State key)
    {
        var answer = await Subject.Delete(path, key).ConfigureAwait(false);
        if (answer.IsFault || !path.IsEmpty) return answer;
        var record = State.Tuple([PlainValue.Of(key)]);
        return await Record(answer, record).ConfigureAwait(false);
    }

    public override async ValueTask<Fault?> Claim() =>
        await base.Claim().ConfigureAwait(false)
        ?? await _history.Claim().ConfigureAwait(false);

    /// <summary>`{"/state/chain/block": [subject, [[last hash, {transaction: […]}], …]]}`</summary>
    public override State Shown() => State.Of(new ShownState(Class, State.Tuple(
        [Subject.Shown(), State.Of(new StreamState(_history.Blocks()))])));

    /// <summary>
    /// What is wrong with the history, line by line; it is claimed. Reads all of it.
    /// </summary>
    public IEnumerable<string> CheckHistory() => _history.Check();

    /// <summary>Whether the blocks name one another; reads no record. They are claimed.</summary>
    public IEnumerable<string> CheckLinks() => _history.CheckLinks();

    private async ValueTask<State> Write(State key, State value)
    {
        // Kept before it is written: a view of the subject is another one afterwards.
        var recorded = value.As<Collection>() is { } collection
            ? await _history.Collections.Keep(collection.Subject).ConfigureAwait(false)
            : PlainValue.Of(value);
        if (recorded.IsFault) return recorded;
        var answer = await Subject.Put([], key, value).ConfigureAwait(false);
        return answer.IsFault ? answer
            : await Record(answer, State.Tuple([PlainValue.Of(key), recorded]))
                .ConfigureAwait(false);
    }

    /// <summary>The answer of a write, once its record is kept too.</summary>
    private async ValueTask<State> Record(State answer, State record)
    {
        var (bytes, fault) = await _history.Append(record).ConfigureAwait(false);
        if (fault is not null) return State.Of(fault);
        _grew?.Invoke(bytes);
        return answer;
    }

    private async ValueTask<State> Hash() =>
        await _history.ClaimLatest().ConfigureAwait(false) is { } fault ? State.Of(fault)
            : State.Of(Id.Of(_history.Hash().ToString()));
}
