using System.Collections.Immutable;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Debug;

/// <summary>
/// Finds the definition of an installed op by its link, without calling it: a GET of the op's own
/// link would. So it reads directories and versions down to the op.
/// </summary>
internal sealed class InstalledOps(Router router, Machinery machinery, TimeProvider time)
{
    /// <summary>
    /// The op and the library that it stands in, if any; or a fault that says how far the link
    /// leads.
    /// </summary>
    internal async ValueTask<(OpDef? Op, Library? Library, Fault? Fault)> Find(Link link)
    {
        Library? library = null;
        if (link.Path.IsEmpty)
            return (null, null, Fault.NotFound("/debug/ir takes an installed op's link, such as "
                + "/debug/ir/lib/demo/units/0.0.0/to_feet"));
        var at = Link.Of(link.Path[0]);
        var here = await Get(at);
        var isInside = false;
        foreach (var name in link.Path[1..])
        {
            if (here.As<Fault>() is { } fault) return (null, null, fault);
            if (!Names(here).Contains(name.Text)) return (null, null, Missing(at, here, name));
            at = at.Append(name);
            var isVersion = !isInside && here.As<TupleState>() is not null;
            here = isInside ? Inside(here, name) : await Get(at);
            isInside |= isVersion;
            if (isVersion && link.Path[0].Text == "lib" && here.As<MapState>() is { } attributes)
                library = new Library(at, attributes);
        }

        return here.As<OpDef>() is { } op ? (op, library, null)
            : here.As<Closure>() is { } closure ? (closure.Op, library, null)
            : (null, null, here.As<Fault>() ?? NoOp(at, here));
    }

    private ValueTask<State> Get(Link link)
    {
        var budget = new Budget(time, TimeSpan.FromSeconds(1));
        var context = new CallContext(Caller.Anonymous, new Txn(default), budget, machinery);
        return router.Get(context, link, State.None);
    }

    /// <summary>
    /// What stands below: of a directory its entries, of an item its versions, of a version or a
    /// class its attributes.
    /// </summary>
    private static ImmutableArray<string> Names(State here) => Attributes(here) is { } map
        ? [.. map.Keys.Select(k => k.Text)]
        : here.As<TupleState>() is { } versions
            ? [.. versions.Items.Select(v => v.As<Id>()?.Text).OfType<string>()] : [];

    private static State Inside(State here, Id name) =>
        Attributes(here)!.TryGet(name.Text, out var entry) ? entry : State.None;

    /// <summary>A class is shown as `[parent, prototype]`.</summary>
    private static MapState? Attributes(State here) =>
        here.As<MapState>() ?? here.As<ClassDef>()?.Prototype
            ?? (here.As<TupleState>() is { Items: [_, var prototype] }
                ? prototype.As<MapState>() : null);

    private static Fault Missing(Link at, State here, Id name) => Fault.NotFound(
        $"{at} has no '{name}'" + (Spelling.Suggest(name.Text, Names(here)) is { Length: > 0 } near
            ? near : Listing(here)));

    private static Fault NoOp(Link at, State here) =>
        Fault.NotFound($"{at} is no op, but a {here.Class}{Listing(here)}");

    private static string Listing(State here) => Names(here) is { IsEmpty: false } names
        ? $"; below it are {string.Join(", ", names.Take(20))}" : "";
}
