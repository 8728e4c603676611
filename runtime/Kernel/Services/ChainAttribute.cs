using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Chains;
using TinyChain.Runtime.Collections;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Kernel.Services;

/// <summary>
/// A chain as an attribute of a service (spec/collections.md 5.1): declared as a GET of the chain's
/// class, of a GET of a collection's class with its schema, and held as data in that form.
/// </summary>
internal sealed class ChainAttribute
{
    private readonly StateClass _chain;
    private readonly CollectionSchema _schema;
    private readonly Link _link;
    private readonly ChainKeys _keys;
    private readonly byte[] _rows;

    // As faults say where they were met.
    private readonly string _name;
    private readonly string _historyName;

    private ChainAttribute(StateClass chain, CollectionSchema schema, Link link)
    {
        (_chain, _schema, _link) = (chain, schema, link);
        (_keys, _rows) = (ChainKeys.Of(link), ChainKeys.RowsOf(link));
        _name = link.ToString();
        _historyName = $"the history of {link}";
    }

    /// <summary>The attribute that a reference declares at a link; or null and why not.</summary>
    internal static ChainAttribute? Read(Node node, Link link, out Fault? fault)
    {
        fault = null;
        if (Class(node) is not { } chain || !chain.Is(StateClass.Chain))
        {
            fault = Fault.BadRequest(Class(node)?.Is(StateClass.Collection) ?? false
                ? "a collection must stand in a chain, as {\"/state/chain/sync\": […]}"
                : "a service holds scalars, ops, classes, and chains of collections");
            return null;
        }

        var inner = ((GetRef)node).Key;
        if (Class(inner) is not { } collection || !collection.Is(StateClass.Collection)
            || ((GetRef)inner).Key is not LiteralNode { Value: var given })
        {
            fault = Fault.BadRequest($"{chain} takes one collection by its schema, as "
                + $"{{\"{chain}\": [{{\"{StateClass.BTree}\": [schema]}}]}}");
            return null;
        }

        var schema = CollectionSchema.Read(collection, given, out fault);
        return schema is null ? null : new ChainAttribute(chain, schema, link);
    }

    /// <summary>The declaration, with its schema spelt in the one way that is stored.</summary>
    internal State ToState()
    {
        var numbering = new NodeNumbering();
        Node schema = new LiteralNode(numbering.Next(), _schema.ToState());
        return State.Of(new RefState(
            Get(numbering, _chain, Get(numbering, _schema.Class, schema))));
    }

    internal Link Link => _link;

    internal bool IsBlock => !ReferenceEquals(_chain, StateClass.ChainSync);

    /// <summary>The keys of its rows; those of other indices come after them.</summary>
    internal KeyRange Rows => new([.. _rows, 0], [.. _rows, 1]);

    /// <summary>The keys of all that it keeps.</summary>
    internal IEnumerable<KeyRange> Kept()
    {
        yield return new([.. _rows, 0], [.. _rows, (byte)_schema.IndexCount]);
        if (IsBlock) yield return _keys.All;
    }

    /// <summary>What is wrong with its rows and their indices, line by line.</summary>
    internal IEnumerable<string> CheckRows(IKeySpace space) => _schema.Check(space, _rows);

    /// <summary>What is wrong with its history, line by line; a sync chain has none.</summary>
    internal IEnumerable<string> CheckHistory(IKeySpace space) => !IsBlock ? []
        : new BlockChain(_schema.Open(space, _rows), space, _keys, default).CheckHistory();

    /// <summary>Where its blocks don't follow one another; reads no record.</summary>
    internal IEnumerable<string> CheckLinks(IKeySpace space) => !IsBlock ? []
        : new BlockChain(_schema.Open(space, _rows), space, _keys, default).CheckLinks();

    /// <summary>The chain, as a transaction sees it.</summary>
    internal Chain Open(Txn txn, BlockRoller roller)
    {
        var subject = _schema.Open(new NamedSpace(txn.Stored, _name), _rows);
        return !IsBlock ? new SyncChain(subject)
            : new BlockChain(
                subject, new NamedSpace(txn.Stored, _historyName), _keys, txn.Id, bytes =>
                txn.AfterCommit(() => roller.Grew(_link, _keys, bytes)));
    }

    private static GetRef Get(NodeNumbering numbering, StateClass target, Node key) =>
        new(numbering.Next(), new LinkSubject(Link.Local(target.Path)), key);

    /// <summary>The native class that the node is a GET of.</summary>
    private static StateClass? Class(Node node) =>
        node is GetRef { Subject: LinkSubject { Link: { Host: null } link } }
            ? StateClass.Find(link.ToString()) : null;
}
