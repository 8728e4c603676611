using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// What is known of a state before it is there: its class; of a map, where it can be told, its
/// entries; of an op its definition, and of a closure what it captured.
/// </summary>
public sealed class StateType
{
    private static readonly FrozenDictionary<StateClass, StateType> s_plain =
        StateClass.Paths.Select(path => StateClass.Find(path)!).Append(StateClass.Never)
            .ToFrozenDictionary(c => c, c => new StateType(c));

    public static readonly StateType Any = Of(StateClass.Any);
    public static readonly StateType Never = Of(StateClass.Never);
    public static readonly StateType None = Of(StateClass.None);

    private StateType(StateClass c) => Class = c;

    private StateType(StateClass c, IEnumerable<(Id Name, StateType Type)> fields)
    {
        var all = fields.ToArray();
        Array.Sort(all, static (a, b) => a.Name.CompareTo(b.Name));
        var (names, types) = (new Id[all.Length], new StateType[all.Length]);
        for (var i = 0; i < all.Length; i++)
        {
            (names[i], types[i]) = all[i];
            Size += types[i].Size;
        }

        Class = c;
        Names = ImmutableCollectionsMarshal.AsImmutableArray(names);
        Fields = ImmutableCollectionsMarshal.AsImmutableArray(types);
    }

    public StateClass Class { get; }

    /// <summary>The definition, of an op or a closure that is known.</summary>
    public OpDef? Op { get; private init; }

    /// <summary>
    /// The names of a map's entries, or of what a closure captured, ascending; meaningless unless
    /// <see cref="IsRecord"/>.
    /// </summary>
    public ImmutableArray<Id> Names { get; } = [];

    /// <summary>By the index of a name.</summary>
    public ImmutableArray<StateType> Fields { get; } = [];

    /// <summary>What is known of every item, of a tuple; null where nothing is.</summary>
    public StateType? Item { get; private init; }

    /// <summary>How many types it is made of, itself included.</summary>
    public int Size { get; } = 1;

    /// <summary>
    /// Whether its parts are known, so that they can be kept apart and never put together: a map's
    /// entries, or an op and what it captured.
    /// </summary>
    public bool IsRecord => Op is not null || !Names.IsEmpty;

    /// <summary>Whether it is a map whose entries are known.</summary>
    public bool IsMap => Op is null && !Names.IsEmpty;

    /// <summary>Only the class is known.</summary>
    public static StateType Of(StateClass c) => s_plain[c];

    /// <summary>
    /// A map of these entries, each name once; only its class where it is too large.
    /// </summary>
    public static StateType Map(IEnumerable<(Id Name, StateType Type)> fields)
    {
        var record = new StateType(StateClass.Map, fields);
        return record.Size <= Limits.RecordFields ? record : Of(StateClass.Map);
    }

    /// <summary>
    /// A tuple all of whose items are of a type. In a tuple an item is whole: of its parts nothing
    /// is known.
    /// </summary>
    public static StateType Tuple(StateType item) =>
        ReferenceEquals(item, Any) || ReferenceEquals(item, Never) ? Of(StateClass.Tuple)
            : new(StateClass.Tuple) { Item = item.IsRecord ? Of(item.Class) : item };

    /// <summary>An op that captured nothing.</summary>
    public static StateType OfOp(OpDef op) => new(op.Class) { Op = op };

    /// <summary>A closure of the op over states of these types.</summary>
    public static StateType Closure(OpDef op, IEnumerable<(Id Name, StateType Type)> captured)
    {
        var record = new StateType(StateClass.Closure, captured) { Op = op };
        return record.Size <= Limits.RecordFields ? record : Of(StateClass.Closure);
    }

    /// <summary>The type of a constant.</summary>
    public static StateType Of(State value) =>
        value.As<OpDef>() is { } op ? OfOp(op)
        : value.As<MapState>() is { Count: > 0 and <= Limits.RecordFields } map
            ? Map(map.Keys.Zip(map.Values.Select(Of)))
        : value.As<TupleState>() is { } tuple ? Tuple(Of(tuple.ItemClass()))
        : Of(value.Class);

    /// <summary>
    /// What code is specialised for when it is called with this argument: the classes of numbers,
    /// also as the entries of a map or the items of a tuple.
    /// </summary>
    public static StateType OfArgument(State value) =>
        value.As<MapState>() is { Count: > 0 and <= Limits.RecordFields / 2 } map
            ? Map(map.Keys.Zip(map.Values.Select(v => OfNumber(v.Class))))
        : value.As<TupleState>() is { } tuple
            ? OfNumber(tuple.ItemClass()) is var item && !ReferenceEquals(item, Any)
                ? Tuple(item) : Any
        : OfNumber(value.Class);

    /// <summary>
    /// Whether this is what code is specialised for when it is called with the argument; see
    /// <see cref="OfArgument"/>, which makes it anew.
    /// </summary>
    public bool Suits(State value) => IsMap
        ? value.As<MapState>() is { } map && HasNames(map)
            && Fields.Zip(map.Values).All(f => ReferenceEquals(f.First, OfNumber(f.Second.Class)))
        : Item is not null ? Admits(value)
        : ReferenceEquals(this, OfNumber(value.Class)) && !IsKnownWell(value);

    /// <summary>Whether code that is specialised for this type takes the argument.</summary>
    public bool Admits(State value)
    {
        if (IsMap)
            return value.As<MapState>() is { } map && HasNames(map) && AdmitsValues(map);

        return ReferenceEquals(this, Any)
            || (Item is not null && value.As<TupleState>() is { } tuple
                ? ReferenceEquals(tuple.ItemClass(), Item.Class)
                : ReferenceEquals(value.Class, Class));
    }

    /// <summary>The same for a map that has the names.</summary>
    public bool AdmitsValues(MapState map)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            if (!Fields[i].Admits(map.Values[i])) return false;
        }

        return true;
    }

    /// <summary>Whether the map has just these entries.</summary>
    public bool HasNames(MapState map) => map.Keys == Names || map.Keys.SequenceEqual(Names);

    /// <summary>The type of an entry, or null where it is not known to be there.</summary>
    public StateType? Field(Id name)
    {
        var index = Names.BinarySearch(name);
        return index < 0 ? null : Fields[index];
    }

    /// <summary>What is known of a state that is of this type or of the other.</summary>
    public StateType Join(StateType other)
    {
        if (ReferenceEquals(this, other) || ReferenceEquals(other.Class, StateClass.Never))
            return this;
        if (ReferenceEquals(Class, StateClass.Never)) return other;
        if (!ReferenceEquals(Class, other.Class))
        {
            return Class is NumberClass && other.Class is NumberClass
                ? Of(NumberClass.Number) : Any;
        }

        if (Item is not null || other.Item is not null)
        {
            return Item is null || other.Item is null ? Of(Class) : Tuple(Item.Join(other.Item));
        }

        if (!HasShapeOf(other)) return Of(Class);
        var fields = Names.Zip(Fields.Zip(other.Fields, (a, b) => a.Join(b)));
        return Op is null ? new(Class, fields) : new(Class, fields) { Op = Op };
    }

    /// <summary>Whether all that is known of both is the same.</summary>
    public bool Equals(StateType other) =>
        ReferenceEquals(this, other)
        || (ReferenceEquals(Class, other.Class) && HasShapeOf(other)
            && Fields.Zip(other.Fields).All(f => f.First.Equals(f.Second))
            && (Item is null ? other.Item is null
                : other.Item is not null && Item.Equals(other.Item)));

    /// <summary>A map or a tuple for which code would be specialised.</summary>
    private static bool IsKnownWell(State value) =>
        value.As<MapState>() is { Count: > 0 and <= Limits.RecordFields / 2 }
        || (value.As<TupleState>() is { } tuple
            && !ReferenceEquals(OfNumber(tuple.ItemClass()), Any));

    private static StateType OfNumber(StateClass c) =>
        ReferenceEquals(c, NumberClass.F64) || ReferenceEquals(c, NumberClass.I64)
        || ReferenceEquals(c, NumberClass.Bool) || ReferenceEquals(c, NumberClass.C64)
            ? Of(c) : Any;

    private bool HasShapeOf(StateType other) =>
        ReferenceEquals(Op, other.Op) && Names.SequenceEqual(other.Names);
}
