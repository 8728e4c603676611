namespace TinyChain.Ir.Values;

/// <summary>
/// Items that are made as they are written out: the rows of a collection in an answer. Prints as
/// a tuple does. It stands in answers only; no op ever sees one.
/// </summary>
public sealed class StreamState(IEnumerable<State> items) : StateObject
{
    public IEnumerable<State> Items { get; } = items;

    public override StateClass Class => StateClass.Tuple;
}
