using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Refs;

/// <summary>`$name` or `$name/path`.</summary>
public sealed class IdSubject(Id name, ImmutableArray<Id> path) : Subject
{
    public Id Name { get; } = name;

    public ImmutableArray<Id> Path { get; } = path;

    public bool IsSelf => Name.Text == IdRef.Self;

    public override string ToString() =>
        Path.IsEmpty ? $"${Name}" : $"${Name}/{string.Join('/', Path)}";
}
