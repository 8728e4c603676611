using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// What a collection's rows look like (spec/collections.md 2.1, 3.1), and the way to the collection
/// of that schema under a prefix of a key space. All entries lie below prefix + one byte, the
/// number of an index: 0 for the rows themselves, up to <see cref="Ir.Limits.TableIndices"/>.
/// Other numbers are free for whoever shares the prefix.
/// </summary>
public abstract class CollectionSchema
{
    /// <summary>The class of the collection: BTree or Table.</summary>
    public abstract StateClass Class { get; }

    /// <summary>The schema as a program or a client spells it; null and the fault if bad.</summary>
    public static CollectionSchema? Read(StateClass kind, State schema, out Fault? fault)
    {
        if (ReferenceEquals(kind, StateClass.BTree)) return BTreeSchema.Read(schema, out fault);
        if (ReferenceEquals(kind, StateClass.Table)) return TableSchema.Read(schema, out fault);
        fault = Fault.BadRequest($"{kind.Path} is no class of collections that this host has");
        return null;
    }

    /// <summary>As the `schema` attribute shows it: classes are links.</summary>
    public State ToState() => Spell(type => State.Of(Link.Local(type.Path)));

    /// <summary>The collection as one transaction sees it. Reads nothing yet.</summary>
    public abstract Collection Open(IKeySpace space, byte[] prefix);

    /// <summary>
    /// Adds the rows of a literal, a tuple of tuples, to the collection. All of them are looked at
    /// before the first is written. Null, or why not.
    /// </summary>
    public abstract ValueTask<Fault?> Load(IKeySpace space, byte[] prefix, State rows);

    /// <summary>
    /// What is wrong with the stored entries, a line each with the key in hexadecimal; nothing if
    /// all is well. Called by `tinychain check`, which has claimed the prefix for reading.
    /// </summary>
    public abstract IEnumerable<string> Check(IKeySpace space, byte[] prefix);

    /// <summary>How many indices it has, the rows themselves included.</summary>
    internal abstract int IndexCount { get; }

    /// <summary>The schema with each class spelled as asked.</summary>
    internal abstract State Spell(Func<StateClass, State> type);

    /// <summary>As a collection prints it: a class is `{"path": {}}`.</summary>
    internal State Shown() =>
        Spell(type => State.Of(new ShownState(type, State.Of(MapState.Empty))));

    /// <summary>The schema's part of a collection's hash (1.8).</summary>
    internal abstract Hash256 Hash();

    private protected static Hash256 HashOf(params ReadOnlySpan<State> parts) =>
        StateHash.Of(State.Tuple([.. parts]));
}
