using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel.Directories;

/// <summary>A version that stands in a bundle, and not in the store.</summary>
public sealed record BundledVersion(Link Item, VersionId Id, VersionEntry Version);
