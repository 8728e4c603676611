namespace TinyChain.Ir.Values;

/// <summary>A reference to a hosted cluster: requests to it go to its path.</summary>
public sealed class ClusterRef(Link path) : StateObject
{
    public Link Path { get; } = path;

    public override StateClass Class => StateClass.Cluster;

    public override long Weight => Path.Weight + 32;
}
