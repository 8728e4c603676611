namespace TinyChain.Runtime.Storage;

/// <summary>
/// The store can't be opened or used: its message is one plain sentence for the operator. Thrown
/// while the host starts, which then ends; a store that fails later throws what its engine throws.
/// </summary>
public sealed class StoreException(string message, Exception? inner = null)
    : Exception(message, inner);
