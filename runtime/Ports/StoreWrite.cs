namespace TinyChain.Runtime.Ports;

/// <summary>One write of a batch: a null value deletes the key.</summary>
public readonly record struct StoreWrite(byte[] Key, byte[]? Value);
