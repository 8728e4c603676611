using System.Collections.Immutable;

namespace TinyChain.Ir.Values;

/// <summary>
/// A tuple: any states, in order. Made by <see cref="State.Tuple"/>, which limits it.
/// </summary>
public sealed class TupleState : StateObject
{
    public static readonly TupleState Empty = new([], 2, 1);

    internal TupleState(ImmutableArray<State> items, long weight, int depth)
    {
        Items = items;
        Weight = weight;
        Depth = depth;
    }

    public ImmutableArray<State> Items { get; }

    public override StateClass Class => StateClass.Tuple;

    public override long Weight { get; }

    public override int Depth { get; }
}
