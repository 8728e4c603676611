namespace TinyChain.Ir.Values;

/// <summary>
/// A range: two bounds, each open, inclusive or exclusive (spec/language.md 2.6).
/// </summary>
public sealed class RangeState(RangeBound start, RangeBound end) : StateObject
{
    public RangeBound Start { get; } = start;

    public RangeBound End { get; } = end;

    public override StateClass Class => StateClass.Range;

    public override long Weight => Start.Value.Weight + End.Value.Weight + 48;

    public override int Depth => Math.Max(Start.Value.Depth, End.Value.Depth) + 2;
}
