namespace TinyChain.Runtime.Execution;

/// <summary>
/// What a stretch of an op's run takes, without what the ops that it calls have counted as theirs
/// meanwhile: so the figures of all ops add up to what was used.
/// </summary>
internal readonly struct FuelMeter(Budget budget)
{
    private readonly long _others = budget.Used - budget.Counted;

    /// <summary>Ends the stretch.</summary>
    internal void Count(CompiledOp op)
    {
        var own = budget.Used - budget.Counted - _others;
        budget.Counted += own;
        op.Count(own);
    }
}
