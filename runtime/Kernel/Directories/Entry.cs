namespace TinyChain.Runtime.Kernel.Directories;

/// <summary>What a name in a directory stands for: a directory or an item. Immutable.</summary>
public abstract class Entry;
