using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>An op about to be called, with all that binds its inputs.</summary>
internal readonly record struct Invocation(OpDef Op)
{
    /// <summary>The key of GET, PUT and DELETE.</summary>
    internal State Key { get; init; }

    /// <summary>The value of PUT.</summary>
    internal State Value { get; init; }

    /// <summary>The parameters of POST.</summary>
    internal MapState Parameters { get; init; } = MapState.Empty;

    /// <summary>What the closure captured.</summary>
    internal MapState Captured { get; init; } = MapState.Empty;

    /// <summary>The subject, `$self`; unset where the op is no method.</summary>
    internal State Self { get; init; } = State.Unset;
}
