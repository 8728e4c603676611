using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel.Directories;

/// <summary>A directory: names and what they stand for.</summary>
public sealed class DirectoryEntry(ImmutableSortedDictionary<Id, Entry> children) : Entry
{
    public static readonly DirectoryEntry Empty = new(ImmutableSortedDictionary<Id, Entry>.Empty);

    public ImmutableSortedDictionary<Id, Entry> Children { get; } = children;

    public DirectoryEntry With(Id name, Entry child) => new(Children.SetItem(name, child));
}
