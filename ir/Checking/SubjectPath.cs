using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// How far a subject's path leads through maps whose entries are known: `$m/a/add` is the method
/// `add` of the entry `a`.
/// </summary>
public readonly record struct SubjectPath(StateType Type, ImmutableArray<Id> Fields)
{
    /// <summary>What is left of the path: no entry that is known.</summary>
    public ImmutableArray<Id> Rest { get; private init; } = [];

    public static SubjectPath Of(TypedOp typed, IdSubject subject)
    {
        var type = typed.TypeOf(subject.Name);
        var length = 0;
        while (length < subject.Path.Length && type.IsMap
            && type.Field(subject.Path[length]) is { } field)
        {
            type = field;
            length++;
        }

        return new(type, subject.Path[..length]) { Rest = subject.Path[length..] };
    }
}
