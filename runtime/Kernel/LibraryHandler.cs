using System.Collections.Immutable;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel.Directories;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// `/lib`: versions are maps of scalars and of GET and POST ops, called without a subject
/// (spec/language.md 4.5).
/// </summary>
public sealed class LibraryHandler(DirectoryStore store, Replica self, Action<string> report)
    : DirectoryHandler(store, self, report)
{
    protected override ValueTask<State> GetBelow(
        CallContext context, VersionEntry version, Link link,
        (ImmutableArray<Id> Path, State Key) at)
    {
        if (version.Content.IsFault) return new(version.Content);
        Adopt(context, version, link, at.Path.Length);
        if (Boundary.Refuse(at.Key, "the key") is { } fault) return new(State.Of(fault));
        if (!at.Path.IsEmpty) return Dispatch.Get(context, version.Content, at.Path, at.Key);
        if (at.Key.IsNone) return new(version.Content);
        return new(DirectoryNames.TextOf(at.Key) is { } name
            && version.Content.As<MapState>()!.TryGet(name, out var attribute)
                ? attribute : DirectoryViews.Missing(link, at.Key));
    }

    protected override ValueTask<State> PostBelow(
        CallContext context, VersionEntry version, Link link,
        (ImmutableArray<Id> Path, State Parameters) at)
    {
        if (version.Content.IsFault) return new(version.Content);
        Adopt(context, version, link, at.Path.Length);
        return Boundary.Refuse(at.Parameters, "the parameters") is { } fault
            ? new(State.Of(fault))
            : Dispatch.Post(context, version.Content, at.Path, at.Parameters);
    }

    /// <summary>`link` leads to the version, and so many segments further.</summary>
    private static void Adopt(CallContext context, VersionEntry version, Link link, int below)
    {
        if (!version.IsFirstUse()) return;
        context.Machinery.Ops.Adopt(new Library(
            Link.Of(link.Path.AsSpan()[..^below]), version.Content.As<MapState>()!));
    }

    protected override State Define(CallContext context, Link item, State body)
    {
        var content = LibraryDefinition.Read(item, body);
        return content.IsFault ? content
            : LibraryDefinition.Compile(context.Machinery.Ops, item, content) is { } fault
                ? State.Of(fault) : content;
    }
}
