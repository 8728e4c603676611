using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel.Directories;

/// <summary>An item: what was installed under one name, by version.</summary>
public sealed class ItemEntry(ImmutableSortedDictionary<VersionId, VersionEntry> versions) : Entry
{
    public static readonly ItemEntry Empty =
        new(ImmutableSortedDictionary<VersionId, VersionEntry>.Empty);

    public ImmutableSortedDictionary<VersionId, VersionEntry> Versions { get; } = versions;

    public ItemEntry With(VersionId id, VersionEntry version) =>
        new(Versions.SetItem(id, version));
}
