namespace TinyChain.Host.Simulation;

/// <summary>A step of a simulated op.</summary>
internal abstract record SimAction
{
    private SimAction()
    {
    }

    /// <summary>Appends a value that nobody else appends to a key's list.</summary>
    internal sealed record Append(int Key, long Value) : SimAction;

    internal sealed record Read(int Key) : SimAction;

    /// <summary>Calls ops of other hosts, or of this one: at once, or one by one.</summary>
    internal sealed record Call(IReadOnlyList<SimOp> Ops, bool IsAtOnce) : SimAction;

    internal sealed record Pause(TimeSpan Time) : SimAction;

    internal sealed record Fail : SimAction;
}
