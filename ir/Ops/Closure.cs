using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>
/// An op with the states that it captured (spec/language.md 3.7); a captured `self` becomes the
/// op's subject.
/// </summary>
public sealed class Closure(MapState captured, OpDef op) : StateObject
{
    public MapState Captured { get; } = captured;

    public OpDef Op { get; } = op;

    public override StateClass Class => StateClass.Closure;

    public override long Weight => Captured.Weight + Op.Weight + 32;

    public override int Depth => Captured.Depth + 2;
}
