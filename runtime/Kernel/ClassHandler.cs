using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel.Directories;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// `/class`: versions are sets of classes by name (spec/language.md 4.4). A class's own path makes
/// instances by POST; a key of its GET reads the prototype (O4); below it are its attributes.
/// </summary>
public sealed class ClassHandler(DirectoryStore store, Replica self, Reports reports)
    : DirectoryHandler(store, self, reports)
{
    protected override ValueTask<State> GetBelow(CallContext context, Installed at, State key)
    {
        if (at.Path.IsEmpty) return new(key.IsNone ? Show(at.Version, at.Root) : at[key]);
        var definition = at[State.Of(at.Path[0])];
        if (at.Path.Length > 1) return Dispatch.Get(context, definition, at.Path[1..], key);
        return new(key.IsNone || definition.As<ClassDef>() is not { } known
            ? definition : Entry(known, at.Link, key));
    }

    protected override ValueTask<State> PostBelow(
        CallContext context, Installed at, State parameters) =>
        Dispatch.Post(context, at[State.Of(at.Path[0])], at.Path[1..], parameters);

    protected override State Define(CallContext context, Link version, State body) =>
        ClassDefinition.Read(
            context.Machinery.Ops, Link.Of(version.Path.AsSpan()[..^1]), body);

    /// <summary>`{Name: [parent link, {prototype}], …}`</summary>
    protected override State Show(VersionEntry version, Link link) =>
        version.Content.As<MapState>() is { } classes
            ? State.Map(classes.Keys, [.. classes.Values.Select(Pair)]) : version.Content;

    private static State Pair(State definition) => definition.As<ClassDef>() is { } known
        ? State.Tuple([State.Of(known.Parent), State.Of(known.Prototype)]) : definition;

    private static State Entry(ClassDef definition, Link link, State key) =>
        DirectoryNames.TextOf(key) is { } name
        && definition.Prototype.TryGet(name, out var entry)
            ? entry : DirectoryViews.Missing(link, key);
}
