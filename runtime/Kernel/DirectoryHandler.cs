using System.Collections.Immutable;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel.Directories;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// The directories below a root: what is the same for libraries, classes and services
/// (spec/host.md 1.4, 2.2). A request keeps the tree that it started with.
/// </summary>
public abstract class DirectoryHandler : Handler
{
    private readonly DirectoryStore _store;
    private readonly Reports _reports;

    // Held while a change is checked, stored and published, so that changes come one by one.
    private readonly Lock _gate = new();

    // Swapped whole, and only under _gate; read without it.
    private volatile DirectoryTree _tree;

    protected DirectoryHandler(DirectoryStore store, Replica self, Reports reports)
    {
        (_store, _reports, Self) = (store, reports, self);
        _tree = store.Load(reports.Damaged);
    }

    /// <summary>This host, as a member of each cluster.</summary>
    protected Replica Self { get; }

    /// <summary>
    /// A change of a directory or an item is stored at once, so no op may make one inside its
    /// transaction; what is below a version says for itself.
    /// </summary>
    public override bool CanRollBack(Link link) =>
        _tree.Find(link.Path) is (ItemEntry, var length) && length < link.Path.Length;

    /// <summary>
    /// Serves versions that stand in bundles, from the start of the host on. Only the directories
    /// and items around them are stored, as if made by a client: what is installed beside them
    /// stays when a bundle goes. Returns what is in their way, or null.
    /// </summary>
    public string? AddBundled(IReadOnlyCollection<BundledVersion> versions)
    {
        lock (_gate)
        {
            var growth = new BundledTree(_tree);
            foreach (var version in versions)
            {
                if (growth.Add(version) is { } problem) return problem;
            }

            if (growth.IsGrown) _store.SaveParents(growth.Directories, growth.Items);
            _tree = growth.Tree;
            return null;
        }
    }

    /// <summary>The version at exactly this link, as it acts; or null.</summary>
    public ActingVersion? Find(Link link) =>
        !link.Path.IsEmpty && link.Path[0].Equals(_store.Root)
        && _tree.Find(link.Path) is (ItemEntry item, var length) && length == link.Path.Length - 1
            ? Below(item, link, link.After(length))?.Acting : null;

    /// <summary>The ops of all versions that are there now, found as they are asked for.</summary>
    public IEnumerable<OpDef> Ops() =>
        _tree.Versions().SelectMany(version => NestedOps.In(version.Content));

    public override ValueTask<State> Get(CallContext context, Link link, State key)
    {
        var (entry, length) = _tree.Find(link.Path);
        var rest = link.After(length);
        if (DirectoryViews.IsReplicas(rest)) return new(DirectoryViews.Replicas(Self, key));
        if (entry is DirectoryEntry directory)
            return rest.IsEmpty
                ? new(DirectoryViews.Directory(directory, link, key)) : NotFound(link);
        var item = (ItemEntry)entry;
        if (rest.IsEmpty) return new(DirectoryViews.Item(item, link, key, Show));
        return Below(item, link, rest) is not { } at ? NotFound(link)
            : Refuse(at, key, "the key") is { } fault
                ? new(State.Of(fault)) : GetBelow(context.As(at.Acting), at, key);
    }

    public override ValueTask<State> Put(CallContext context, Link link, State key, State value)
    {
        var (entry, length) = _tree.Find(link.Path);
        var rest = link.After(length);
        if (rest.IsEmpty)
            return entry is DirectoryEntry
                ? new(Create(link, key, value)) : new(Install(context, link, key, value));
        if (!TakesWrites || rest.Length < 2 || Below(entry, link, rest) is not { } at)
            return Exists(entry, rest) ? NotAllowed(Verb.Put, link) : NotFound(link);
        return Refuse(at, key, "the key") is { } fault
            ? new(State.Of(fault)) : PutBelow(context.As(at.Acting), at, key, value);
    }

    public override ValueTask<State> Post(CallContext context, Link link, State parameters)
    {
        var (entry, length) = _tree.Find(link.Path);
        var rest = link.After(length);
        if (rest.Length < 2 || Below(entry, link, rest) is not { } at)
            return Exists(entry, rest) ? NotAllowed(Verb.Post, link) : NotFound(link);
        return Refuse(at, parameters, "the parameters") is { } fault
            ? new(State.Of(fault)) : PostBelow(context.As(at.Acting), at, parameters);
    }

    public override ValueTask<State> Delete(CallContext context, Link link, State key)
    {
        var (entry, length) = _tree.Find(link.Path);
        var rest = link.After(length);
        if (!TakesWrites || rest.Length < 2 || Below(entry, link, rest) is not { } at)
            return Exists(entry, rest) ? NotAllowed(Verb.Delete, link) : NotFound(link);
        return Refuse(at, key, "the key") is { } fault
            ? new(State.Of(fault)) : DeleteBelow(context.As(at.Acting), at, key);
    }

    /// <summary>Whether what is below a version answers PUT and DELETE at all.</summary>
    protected virtual bool TakesWrites => false;

    /// <summary>GET at a version or below it.</summary>
    protected abstract ValueTask<State> GetBelow(CallContext context, Installed at, State key);

    /// <summary>
    /// PUT below a version; the path has one segment or more. The value may hold references.
    /// </summary>
    protected virtual ValueTask<State> PutBelow(
        CallContext context, Installed at, State key, State value) =>
        NotAllowed(Verb.Put, at.Link);

    /// <summary>POST below a version; the path has one segment or more.</summary>
    protected abstract ValueTask<State> PostBelow(
        CallContext context, Installed at, State parameters);

    /// <summary>DELETE below a version; the path has one segment or more.</summary>
    protected virtual ValueTask<State> DeleteBelow(
        CallContext context, Installed at, State key) => NotAllowed(Verb.Delete, at.Link);

    /// <summary>
    /// A version as GET shows all of it, by its link: a state, or the fault of a damaged one.
    /// </summary>
    protected virtual State Show(VersionEntry version, Link link) => version.Content;

    /// <summary>
    /// What the body of an install defines, below the version's link: a map, or the fault that
    /// refuses it.
    /// </summary>
    protected abstract State Define(CallContext context, Link version, State body);

    /// <summary>A damaged version's fault; or that of a request that brings a reference.</summary>
    private static Fault? Refuse(Installed at, State given, string what) =>
        at.Version.Content.As<Fault>() ?? Boundary.Refuse(given, what);

    private static Installed? Below(Entry entry, Link link, ImmutableArray<Id> rest) =>
        entry is ItemEntry item && Version(item, rest) is { } version
            ? new Installed(version, link, rest[1..]) : null;

    private static VersionEntry? Version(ItemEntry item, ImmutableArray<Id> rest) =>
        VersionId.Parse(rest[0].Text) is { } id ? item.Versions.GetValueOrDefault(id) : null;

    private static bool Exists(Entry entry, ImmutableArray<Id> rest) =>
        rest.IsEmpty
        || DirectoryViews.IsReplicas(rest)
        || (entry is ItemEntry item && Version(item, rest) is { } version
            && (rest.Length == 1
                || (version.Content.As<MapState>()?.TryGet(rest[1].Text, out _) ?? true)));

    private State Create(Link parent, State key, State value)
    {
        if (!DirectoryNames.TryName(key, out var name, out var fault)) return State.Of(fault);
        if (!value.Is(NumberClass.Bool))
            return State.Of(Fault.BadRequest($"PUT {parent} takes true for a directory or false "
                + "for an item that will hold versions"));
        var path = parent.Append(name);
        lock (_gate)
        {
            if (_tree.At(path.Path) is { } present)
                return Same(path, present is DirectoryEntry, value.AsBool);
            if (value.AsBool) _store.SaveDirectory(path);
            else _store.SaveItem(path);
            _tree = _tree.With(path.Path, value.AsBool ? DirectoryEntry.Empty : ItemEntry.Empty);
            return State.None;
        }
    }

    private static State Same(Link path, bool isDirectory, bool wantsDirectory)
    {
        if (isDirectory == wantsDirectory) return State.None;
        return State.Of(Fault.BadRequest(isDirectory
            ? $"{path} is a directory, and can't become an item"
            : $"{path} is an item with versions, and can't become a directory"));
    }

    private State Install(CallContext context, Link item, State key, State body)
    {
        if (!DirectoryNames.TryVersion(key, out var id, out var refusal)) return State.Of(refusal);
        var path = item.Append(Id.Of(id.ToString()));
        var content = Define(context, path, body);
        if (content.IsFault) return content;
        var encoding = StateEncoder.Encode(content);
        var version = VersionEntry.Of(content, encoding);
        lock (_gate)
        {
            var entry = (ItemEntry)_tree.At(item.Path)!;
            if (entry.Versions.TryGetValue(id, out var present))
                return Same(path, present, version);
            _store.SaveVersion(path, version, encoding);
            _tree = _tree.With(item.Path, entry.With(id, version));
        }

        _reports.Installed(InstallReport.Summary(version.ActAt(path)));
        foreach (var doubt in InstallReport.Doubts(path, content.As<MapState>()!))
            _reports.Doubtful(doubt);
        return State.None;
    }

    private static State Same(Link path, VersionEntry present, VersionEntry wanted)
    {
        if (present.Content.IsFault) return present.Content;
        return present.Hash.AsSpan().SequenceEqual(wanted.Hash.AsSpan())
            ? State.None
            : State.Of(Fault.BadRequest($"cannot overwrite existing version {path}; "
                + "install the change under a new version"));
    }
}
