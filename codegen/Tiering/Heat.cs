using System.Runtime.CompilerServices;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// Counts a variant's calls and turns of loops in tier 0, down to when it is worth emitting.
/// Threads that count at once may lose some: it decides nothing but when.
/// </summary>
internal sealed class Heat(OpVariant variant, int threshold)
{
    private int _left = threshold;

    /// <summary>At each call: whether all there is to do is to count it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Counts() => --_left >= 0;

    /// <summary>At a call that is one too many: the emitted body, once there is one.</summary>
    internal OpBody? Better() => Ask(inLoop: false)?.Body;

    /// <summary>At each turn of a loop: emitted code that can take the loop over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal OpConstants? AtLoop() => --_left < 0 ? Ask(inLoop: true) : null;

    /// <summary>
    /// At each call of a function: the next call of the op may find it emitted, this one goes on.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AtFunction()
    {
        if (--_left < 0) Ask(inLoop: false);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private OpConstants? Ask(bool inLoop)
    {
        var better = variant.Promoted(inLoop);
        _left = better is not null ? 0 : variant.Patience;
        return better;
    }
}
