using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Chains;

/// <summary>
/// A collection as an attribute of a service (spec/collections.md 5): what it answers is its
/// subject's; a write on the empty path is the only one there is, and so the one to record.
/// </summary>
public abstract class Chain(Collection subject) : Collection
{
    public override Collection Subject { get; } = subject;

    /// <summary>A chain of one's own, in the transaction's workspace: an op's literal.</summary>
    public static Chain Make(Txn txn, StateClass kind, Collection subject) =>
        ReferenceEquals(kind, StateClass.ChainSync) ? new SyncChain(subject)
            : new BlockChain(
                subject, txn.Temporary, new ChainKeys(txn.NextTemporaryPrefix()), txn.Id);

    public override ValueTask<State> Get(ImmutableArray<Id> path, State key) =>
        path is [{ Text: "class" }]
            ? new(key.IsNone ? State.Of(Link.Local(Class.Path)) : State.Of(NoKey("class")))
            : Subject.Get(path, key);

    public override ValueTask<State> Put(ImmutableArray<Id> path, State key, State value) =>
        Subject.Put(path, key, value);

    public override ValueTask<State> Post(ImmutableArray<Id> path, MapState parameters) =>
        Subject.Post(path, parameters);

    public override ValueTask<State> Delete(ImmutableArray<Id> path, State key) =>
        Subject.Delete(path, key);

    public override ValueTask<Fault?> Claim() => Subject.Claim();

    protected static Fault NoKey(string attribute) =>
        Fault.BadRequest($"{attribute} takes no key");
}
