namespace TinyChain.Ir.Refs;

/// <summary>A reference that applies a verb to a subject.</summary>
public abstract class OpRef(NodeInfo info, Subject subject) : Node(info)
{
    public Subject Subject { get; } = subject;

    public abstract Verb Verb { get; }
}
