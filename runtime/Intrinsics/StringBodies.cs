using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>The methods of strings (spec/language.md 5.6).</summary>
public static class StringBodies
{
    internal static readonly ImmutableArray<(Intrinsic, Func<State, State, State>)> All =
        [(ContainerIntrinsics.StringRender, Render)];

    /// <summary>
    /// The string as a template, filled from a map (or a tuple of pairs that acts as one), or from
    /// a value, which is then `{{this}}`.
    /// </summary>
    public static State Render(State receiver, State argument) => State.None;
}
