using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel.Checks;

/// <summary>What one record of a directory is found to be.</summary>
/// <param name="Link">Its place; null where its key is damaged.</param>
/// <param name="Version">The attributes of a version; null for anything else.</param>
/// <param name="Problem">What is wrong with it, or null.</param>
internal readonly record struct DirectoryFinding(Link? Link, MapState? Version, string? Problem);
