using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// A collection, a view of one, or a chain: a state that reads and writes a key space when it is
/// asked (spec/collections.md 1). Views are live: they read at the moment of evaluation. The four
/// verbs are those of `Dispatch`, with the path below the collection; each answer is a state or a
/// fault. A caller sees to it that one transaction's writes to one collection come one by one.
/// </summary>
public abstract class Collection : StateObject
{
    /// <summary>What stands for it as an operand: of a chain, what it records (KC9).</summary>
    public virtual Collection Subject => this;

    public abstract ValueTask<State> Get(ImmutableArray<Id> path, State key);

    public abstract ValueTask<State> Put(ImmutableArray<Id> path, State key, State value);

    public abstract ValueTask<State> Post(ImmutableArray<Id> path, MapState parameters);

    public abstract ValueTask<State> Delete(ImmutableArray<Id> path, State key);

    /// <summary>
    /// Claims for reading all that it shows, so that <see cref="Shown"/> needs no wait. Null, or
    /// why not.
    /// </summary>
    public abstract ValueTask<Fault?> Claim();

    /// <summary>
    /// As it prints, `{"/state/collection/btree": [schema, [row, …]]}`, with its rows as a
    /// <see cref="StreamState"/>: they are read when they are written out.
    /// </summary>
    public abstract State Shown();
}
