namespace TinyChain.Runtime.Ports;

/// <summary>A key and its value.</summary>
public readonly record struct StoreEntry(byte[] Key, byte[] Value);
