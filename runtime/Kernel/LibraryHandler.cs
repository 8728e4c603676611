using TinyChain.Ir.Checking;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel.Directories;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// `/lib`: versions are maps of scalars and of GET and POST ops, called without a subject
/// (spec/language.md 4.5).
/// </summary>
public sealed class LibraryHandler(DirectoryStore store, Replica self, Reports reports)
    : DirectoryHandler(store, self, reports)
{
    protected override ValueTask<State> GetBelow(CallContext context, Installed at, State key)
    {
        Adopt(context, at);
        return !at.Path.IsEmpty ? Dispatch.Get(context, at.Version.Content, at.Path, key)
            : new(key.IsNone ? at.Version.Content : at[key]);
    }

    protected override ValueTask<State> PostBelow(
        CallContext context, Installed at, State parameters)
    {
        Adopt(context, at);
        return Dispatch.Post(context, at.Version.Content, at.Path, parameters);
    }

    private static void Adopt(CallContext context, Installed at)
    {
        if (!at.Version.IsFirstUse()) return;
        context.Machinery.Ops.Adopt(new Library(at.Root, at.Version.Content.As<MapState>()!));
    }

    protected override State Define(CallContext context, Link version, State body)
    {
        var item = Link.Of(version.Path.AsSpan()[..^1]);
        var content = LibraryDefinition.Read(item, body);
        return content.IsFault ? content
            : LibraryDefinition.Compile(context.Machinery.Ops, item, content) is { } fault
                ? State.Of(fault) : content;
    }
}
