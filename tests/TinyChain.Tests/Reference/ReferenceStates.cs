using TinyChain.Ir.Ops;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Reference;

/// <summary>States taken for what has to stand at a place, or else the fault.</summary>
internal static class ReferenceStates
{
    public static State OrFail(this State state) =>
        state.As<Fault>() is { } fault ? throw new ReferenceFailure(fault) : state;
    public static bool ToBool(this State state) => Casting.ToBool(state).OrFail().AsBool;
    public static MapState ToMap(this State state) =>
        state.As<MapState>() ?? throw ReferenceFailure.Bad("a map stands here");

    public static Closure ToOp(this State state) => state.As<Closure>() ?? new Closure(
        MapState.Empty, state.As<OpDef>() ?? throw ReferenceFailure.Bad("an op stands here"));

    public static State ToValue(this State state) =>
        PlainValue.Of(state) is var plain && ValueEquality.IsValue(plain) ? plain
            : throw ReferenceFailure.Bad("a value stands here");

    public static State ToKey(this State state) =>
        PlainValue.Of(state) is var key && key.As<RangeState>() is not null ? key : key.ToValue();

    public static IEnumerable<(Id, State)> Entries(this MapState map) => map.Keys.Zip(map.Values);

    /// <summary>Of several entries of one name the last counts.</summary>
    public static State Map(IEnumerable<(Id Name, State Value)> entries)
    {
        var map = new MapBuilder();
        foreach (var (name, value) in entries) map.Set(name, value);
        return map.ToState().OrFail();
    }
}

internal sealed class ReferenceFailure(Fault fault) : Exception(fault.Message)
{
    public Fault Fault { get; } = fault;
    public static ReferenceFailure Bad(string message) => new(Fault.BadRequest(message));
}
