namespace TinyChain.Ir.Values;

/// <summary>Marks an input that the caller did not give. Never seen by a program.</summary>
internal sealed class Missing : StateObject
{
    internal static readonly Missing Marker = new();

    public override StateClass Class => StateClass.Never;
}
