using System.Runtime.CompilerServices;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// Arrays of a few states, made by one call: each call in a body takes the JIT as long as all else
/// that a short body does. Never inlined, for the reason that <see cref="OpConstants"/> gives.
/// </summary>
public static class ItemArrays
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State[] Of(State first) => [first];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State[] Of(State first, State second) => [first, second];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State[] Of(State first, State second, State third) => [first, second, third];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State[] Of(State first, State second, State third, State fourth) =>
        [first, second, third, fourth];
}
