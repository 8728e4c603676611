using System.Collections.Immutable;
using System.Security.Cryptography;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// What BTrees, tables and their views have in common: rows in the order of one range of entries,
/// and the attributes of spec/collections.md 1.5. It holds no row: each question reads anew.
/// </summary>
internal abstract class RowsView(CollectionSchema schema, IKeySpace space) : Collection
{
    private static readonly ImmutableArray<string> s_attributes =
        ["schema", "class", "hash", "is_none", "count", "is_empty"];

    /// <summary>
    /// Rows that are claimed alone: they are looked at twice before they are read.
    /// </summary>
    private const int MostAlone = 1024;

    /// <summary>How often others may change what is there before all of it is claimed.</summary>
    private const int MostGuesses = 4;

    public sealed override StateClass Class => schema.Class;

    protected IKeySpace Space => space;

    /// <summary>What it reads when it shows everything.</summary>
    protected abstract KeyRange Range { get; }

    /// <summary>Rows come from the range's end first.</summary>
    protected abstract bool IsReversed { get; }

    /// <summary>It shows no more rows than so many.</summary>
    protected virtual ulong Most => ulong.MaxValue;

    /// <summary>Names besides those that every collection has.</summary>
    protected abstract ImmutableArray<string> Methods { get; }

    /// <summary>The entries of the rows, in the view's order; claimed before.</summary>
    protected abstract IEnumerable<StoreEntry> Entries();

    /// <summary>The row that an entry stands for.</summary>
    protected abstract ImmutableArray<State> RowOf(StoreEntry entry);

    /// <summary>GET of the collection itself.</summary>
    protected abstract ValueTask<State> Select(State key);

    /// <summary>GET of one of the names in <see cref="Methods"/>, or of `count`.</summary>
    protected abstract ValueTask<State> Call(string method, State key);

    public sealed override ValueTask<Fault?> Claim() => Claim(Most);

    public sealed override State Shown() => State.Of(new ShownState(
        Class, State.Tuple([schema.Shown(), State.Of(new StreamState(Rows()))])));

    public sealed override ValueTask<State> Get(ImmutableArray<Id> path, State key) => path switch
    {
        [] => Select(key),
        [{ Text: var name }] when s_attributes.Contains(name) => Attribute(name, key),
        [{ Text: var name }] when Methods.Contains(name) => Call(name, key),
        _ => new(State.Of(CollectionFaults.NoMethod(Class, string.Join('/', path)))),
    };

    /// <summary>The rows as tuples, read as they are asked for.</summary>
    internal IEnumerable<State> Rows() => Entries().Select(entry => State.Tuple(RowOf(entry)));

    /// <summary>What any verb but GET answers below the collection.</summary>
    protected ValueTask<State> Refuse(ImmutableArray<Id> path) =>
        new(State.Of(path is [{ Text: var name }]
            && (s_attributes.Contains(name) || Methods.Contains(name))
                ? CollectionFaults.WrongVerb(name)
                : CollectionFaults.NoMethod(Class, string.Join('/', path))));

    internal async ValueTask<State> Count()
    {
        if (await Claim().ConfigureAwait(false) is { } fault) return State.Of(fault);
        var (count, meter) = (0UL, new RowMeter(space));
        foreach (var entry in Entries())
        {
            if (meter.Add(entry) is { } spent) return State.Of(spent);
            count++;
        }

        return State.Of(count);
    }

    internal async ValueTask<State> IsEmpty()
    {
        if (await Claim(Math.Min(1, Most)).ConfigureAwait(false) is { } fault)
            return State.Of(fault);
        return State.Of(!Entries().Any());
    }

    /// <summary>
    /// Claims for reading what its first rows are read from: the range up to the last of them.
    /// Whoever writes behind that changes nothing of what they are.
    /// </summary>
    protected ValueTask<Fault?> Claim(ulong rows)
    {
        var range = Range;
        return range.IsEmpty || rows == 0 ? default
            : rows > MostAlone ? space.ClaimRead(range) : Claim(range, (int)rows);
    }

    /// <summary>
    /// Only what is claimed is sure to stay, so the rows are counted again in the part claimed.
    /// </summary>
    private async ValueTask<Fault?> Claim(KeyRange range, int rows)
    {
        for (var guess = 0; guess < MostGuesses; guess++)
        {
            var part = space.Part(range, rows, IsReversed);
            if (await space.ClaimRead(part).ConfigureAwait(false) is { } fault) return fault;
            if (part == range || space.Scan(part, IsReversed).Take(rows).Count() == rows)
                return null;
        }

        return await space.ClaimRead(range).ConfigureAwait(false);
    }

    private ValueTask<State> Attribute(string name, State key)
    {
        if (name == "count") return Call(name, key);
        if (!key.IsNone) return new(State.Of(CollectionFaults.TakesNoKey(name)));
        return name switch
        {
            "schema" => new(schema.ToState()),
            "class" => new(State.Of(Link.Local(Class.Path))),
            "is_none" => new(State.Of(false)),
            "hash" => Hash(),
            _ => IsEmpty(),
        };
    }

    /// <summary>H(H(H(class) ‖ H(schema)) ‖ H(all rows' hashes)), by 1.8.</summary>
    private async ValueTask<State> Hash()
    {
        if (await Claim().ConfigureAwait(false) is { } fault) return State.Of(fault);
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var digest = new byte[Hash256.Size];
        var meter = new RowMeter(space);
        foreach (var entry in Entries())
        {
            if (meter.Add(entry) is { } spent) return State.Of(spent);
            StateHash.Of(State.Tuple(RowOf(entry))).Write(digest);
            content.AppendData(digest);
        }

        var shape = Both(Hash256.OfText(Class.Path), schema.Hash());
        var rows = Hash256.Read(content.GetHashAndReset());
        return State.Of(Id.Of(Both(shape, rows).ToString()));
    }

    private static Hash256 Both(Hash256 first, Hash256 second)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size * 2];
        first.Write(bytes);
        second.Write(bytes[Hash256.Size..]);
        return Hash256.OfData(bytes);
    }
}
