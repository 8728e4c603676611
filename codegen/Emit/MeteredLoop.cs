namespace TinyChain.Codegen.Emit;

/// <summary>
/// A loop whose turns are paid for many at a time: it has no loop in it, and what a turn may cost
/// is known. See LoopEmitter.
/// </summary>
/// <param name="Head">The first step, where every turn begins.</param>
/// <param name="Last">The last step, a jump to the first.</param>
/// <param name="Ready">The last step that is done for many turns at once.</param>
/// <param name="Counter">What the loop counts by, if it does.</param>
internal sealed record MeteredLoop(int Head, int Last, int Ready, LoopCounter? Counter)
{
    /// <summary>Units that are asked for before a turn begins.</summary>
    internal required int Entry { get; init; }

    /// <summary>The steps inside that take fuel in every turn, and how much all of it is.</summary>
    internal required IReadOnlySet<int> Fixed { get; init; }

    /// <summary>Units that every turn takes: those at its entry, and at the fixed steps.</summary>
    internal required int Turn { get; init; }

    /// <summary>The most that a turn can take.</summary>
    internal required int Most { get; init; }

    /// <summary>Whether the step at a position is one of the loop's.</summary>
    internal bool Contains(int position) => position >= Head && position <= Last;
}
