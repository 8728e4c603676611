using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel.Directories;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// `/class`: versions are sets of classes by name (spec/language.md 4.4). A class's own path makes
/// instances by POST; a key of its GET reads the prototype (O4); below it are its attributes.
/// </summary>
public sealed class ClassHandler(DirectoryStore store, Replica self, Action<string> report)
    : DirectoryHandler(store, self, report)
{
    protected override ValueTask<State> GetBelow(
        CallContext context, VersionEntry version, Link link,
        (ImmutableArray<Id> Path, State Key) at)
    {
        if (version.Content.IsFault) return new(version.Content);
        if (Boundary.Refuse(at.Key, "the key") is { } fault) return new(State.Of(fault));
        if (at.Path.IsEmpty)
            return new(at.Key.IsNone ? Show(version) : Entry(version.Content, link, at.Key));
        var definition = Entry(version.Content, link, State.Of(at.Path[0]));
        if (at.Path.Length > 1) return Dispatch.Get(context, definition, at.Path[1..], at.Key);
        return new(at.Key.IsNone || definition.As<ClassDef>() is not { } known
            ? definition : Entry(State.Of(known.Prototype), link, at.Key));
    }

    protected override ValueTask<State> PostBelow(
        CallContext context, VersionEntry version, Link link,
        (ImmutableArray<Id> Path, State Parameters) at)
    {
        if (version.Content.IsFault) return new(version.Content);
        if (Boundary.Refuse(at.Parameters, "the parameters") is { } fault)
            return new(State.Of(fault));
        var definition = Entry(version.Content, link, State.Of(at.Path[0]));
        return Dispatch.Post(context, definition, at.Path[1..], at.Parameters);
    }

    protected override State Define(CallContext context, Link item, State body) =>
        ClassDefinition.Read(context.Machinery.Ops, item, body);

    /// <summary>`{Name: [parent link, {prototype}], …}`</summary>
    protected override State Show(VersionEntry version) =>
        version.Content.As<MapState>() is { } classes
            ? State.Map(classes.Keys, [.. classes.Values.Select(Pair)]) : version.Content;

    private static State Pair(State definition) => definition.As<ClassDef>() is { } known
        ? State.Tuple([State.Of(known.Parent), State.Of(known.Prototype)]) : definition;

    private static State Entry(State map, Link link, State key) =>
        DirectoryNames.TextOf(key) is { } name && map.As<MapState>()!.TryGet(name, out var entry)
            ? entry : DirectoryViews.Missing(link, key);
}
