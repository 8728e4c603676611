namespace TinyChain.Ir.Types;

/// <summary>What resolving a node may do to the world, the worst of its parts.</summary>
public enum Effect
{
    /// <summary>Depends on nothing but its inputs.</summary>
    Pure,

    /// <summary>May read state that a transaction protects.</summary>
    Read,

    /// <summary>May write it.</summary>
    Write,

    /// <summary>May call another service, or run an op that is not known here.</summary>
    Remote,
}
