using System.Collections.Immutable;

namespace TinyChain.Ir.Values;

/// <summary>
/// A tuple: any states, in order. Made by <see cref="State.Tuple"/>, which limits it.
/// </summary>
public sealed class TupleState : StateObject
{
    public static readonly TupleState Empty = new([], 2, 1);

    private StateClass? _itemClass;

    internal TupleState(ImmutableArray<State> items, long weight, int depth)
    {
        Items = items;
        Weight = weight;
        Depth = depth;
    }

    public ImmutableArray<State> Items { get; }

    /// <summary>
    /// The class of every item, `/state` where they differ or there are none: looked for once, as
    /// code that is specialised for it asks at each call.
    /// </summary>
    public StateClass ItemClass() => _itemClass ??= FindItemClass();

    public override StateClass Class => StateClass.Tuple;

    public override long Weight { get; }

    public override int Depth { get; }

    private StateClass FindItemClass()
    {
        if (Items.IsEmpty) return StateClass.Any;
        var first = Items[0].Class;
        foreach (var item in Items)
        {
            if (!ReferenceEquals(item.Class, first)) return StateClass.Any;
        }

        return first;
    }
}
