using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Types;

/// <summary>
/// Where a value is wanted, an instance is what it stands on (spec/language.md 4.2). The one place
/// that says so is for keys and for what `case` compares; <see cref="Casting"/> asks for operands
/// and conditions.
/// </summary>
public static class PlainValue
{
    /// <summary>
    /// The state with each instance replaced by what it stands on, in tuples too; itself where
    /// there is none.
    /// </summary>
    public static State Of(State state) => Changed(state) ?? state;

    // Recursion is bounded by Limits.StateDepth.
    private static State? Changed(State state)
    {
        var native = Instance.Native(state);
        State? changed = state.As<Instance>() is null ? null : native;
        if (native.As<TupleState>() is not { } tuple) return changed;
        ImmutableArray<State>.Builder? items = null;
        for (var i = 0; i < tuple.Items.Length; i++)
        {
            if (Changed(tuple.Items[i]) is not { } item) continue;
            items ??= tuple.Items.ToBuilder();
            items[i] = item;
        }

        return items is null ? changed : State.Tuple(items.ToImmutable());
    }
}
