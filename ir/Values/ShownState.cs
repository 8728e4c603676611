namespace TinyChain.Ir.Values;

/// <summary>
/// `{"/class/path": payload}`: how a collection or a chain prints, and the class of a column in it.
/// It stands in answers only, as <see cref="StreamState"/> does; no op ever sees one.
/// </summary>
public sealed class ShownState(StateClass target, State payload) : StateObject
{
    public State Payload { get; } = payload;

    public override StateClass Class { get; } = target;

    public override long Weight => Payload.Weight + Class.Path.Length + 5;

    public override int Depth => Payload.Depth + 1;
}
