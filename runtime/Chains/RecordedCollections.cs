using TinyChain.Ir.Encoding;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Chains;

/// <summary>
/// Collections among the records of a chain: a record holds `$hash/state/collection/…: [schema]`,
/// by which the rows are found, kept once however often they are written (spec/collections.md 5.5).
/// </summary>
internal sealed class RecordedCollections(IKeySpace space, ChainKeys keys)
{
    // Rows per entry: a page in memory, and few entries.
    private const int Rows = 256;

    private static readonly Id s_schema = Id.Of("schema");
    private static readonly Id s_hash = Id.Of("hash");

    /// <summary>Keeps the collection's rows; the reference to them, or the fault.</summary>
    internal async ValueTask<State> Keep(Collection collection)
    {
        if (await collection.Claim().ConfigureAwait(false) is { } wait) return State.Of(wait);
        var schema = await collection.Get([s_schema], State.None).ConfigureAwait(false);
        var hash = await collection.Get([s_hash], State.None).ConfigureAwait(false);
        if (schema.IsFault || hash.As<Id>() is not { } id) return schema.IsFault ? schema : hash;
        var fault = await Keep(Hash256.Read(Convert.FromHexString(id.Text)), RowsOf(collection))
            .ConfigureAwait(false);
        return fault is null ? Reference(id, collection.Class, schema) : State.Of(fault);
    }

    /// <summary>A record with its collection, if any, as it prints; all is claimed.</summary>
    internal State Show(TupleState record)
    {
        if (record.Items is not [var key, var value]
            || value.As<RefState>()?.Node is not GetRef { Subject: IdSubject subject } reference)
            return State.Of(record);
        var path = "/" + string.Join('/', subject.Path);
        var given = ((LiteralNode)reference.Key).Value;
        var schema = StateClass.Find(path) is { } target
            ? CollectionSchema.Read(target, given, out _) : null;
        if (schema is null) throw new InvalidDataException($"a record refers to a bad {path}");
        var hash = Hash256.Read(Convert.FromHexString(subject.Name.Text));
        return State.Tuple([key, State.Of(new ShownState(schema.Class, State.Tuple(
            [schema.Shown(), State.Of(new StreamState(Kept(hash)))])))]);
    }

    private static State Reference(Id hash, StateClass target, State schema)
    {
        var numbering = new NodeNumbering();
        return State.Of(new RefState(new GetRef(
            numbering.Next(), new IdSubject(hash, Link.Local(target.Path).Path),
            new LiteralNode(numbering.Next(), schema))));
    }

    private static IEnumerable<State> RowsOf(Collection collection) =>
        collection.Shown().As<ShownState>()!.Payload.As<TupleState>()!.Items[1]
            .As<StreamState>()!.Items;

    private async ValueTask<Fault?> Keep(Hash256 hash, IEnumerable<State> rows)
    {
        if (await space.ClaimRead(keys.Contents(hash)).ConfigureAwait(false) is { } wait)
            return wait;
        if (space.Get(keys.Content(hash, 0)) is not null) return null;
        var (number, meter) = (0, new RowMeter(space));
        foreach (var page in rows.Chunk(Rows))
        {
            if (meter.Add(page.Sum(row => row.Weight)) is { } spent) return spent;
            var key = keys.Content(hash, number++);
            var fault = await space.ClaimWrite(key).ConfigureAwait(false)
                ?? space.Set(key, StateEncoder.Encode(State.Tuple([.. page])));
            if (fault is not null) return fault;
        }

        return null;
    }

    private IEnumerable<State> Kept(Hash256 hash) =>
        space.Scan(keys.Contents(hash))
            .SelectMany(e => StateDecoder.Decode(e.Value).As<TupleState>()!.Items);
}
