using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// What a call of constants answers. It takes the same fuel as if it were called: `Weight` is what
/// its method would look at, in bytes; null where it takes none.
/// </summary>
public sealed record FoldedCall(State Value, long? Weight);
