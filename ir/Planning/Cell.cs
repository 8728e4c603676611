namespace TinyChain.Ir.Planning;

/// <summary>
/// Where a plan keeps a state: in one register, or in several where the state's parts are known.
/// </summary>
public abstract record Cell;
