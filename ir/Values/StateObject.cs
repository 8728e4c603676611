namespace TinyChain.Ir.Values;

/// <summary>
/// What the reference half of a <see cref="State"/> may be, besides a number's class and a string:
/// an immutable object that knows its class and how much it prints.
/// </summary>
public abstract class StateObject
{
    /// <summary>The native class.</summary>
    public abstract StateClass Class { get; }

    /// <summary>About the bytes of its JSON, counted as printed; see Limits.StateWeight.</summary>
    public virtual long Weight => 32;

    /// <summary>Levels, itself included; see Limits.StateDepth.</summary>
    public virtual int Depth => 1;
}
