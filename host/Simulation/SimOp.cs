namespace TinyChain.Host.Simulation;

/// <summary>An op at a host: what a call with its number as the body does there.</summary>
internal sealed record SimOp(int Number, int Host, IReadOnlyList<SimAction> Actions)
{
    /// <summary>It, and all that it calls.</summary>
    internal IEnumerable<SimOp> All => Actions.OfType<SimAction.Call>()
        .SelectMany(call => call.Ops).SelectMany(op => op.All).Prepend(this);
}
