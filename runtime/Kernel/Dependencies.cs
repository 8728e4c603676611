using TinyChain.Ir.Checking;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// What the code of a version may call: the links in it, and those of its attribute `dependencies`,
/// for links that are computed (spec/host.md 2.5). It follows from the version, and so is not
/// stored beside it.
/// </summary>
internal static class Dependencies
{
    internal const string Attribute = "dependencies";

    /// <summary>The links that attributes reach; of a damaged version none.</summary>
    internal static Reach ReachOf(State content) => Reach.Of(
        content.As<MapState>() is { } attributes
            ? ReachFinder.In(content).Concat(Declared(attributes)) : []);

    /// <summary>
    /// The attribute as data, where it is written as references to links, `[{"/lib/a": []}]`; null
    /// for another attribute, or where that is not what it holds.
    /// </summary>
    internal static State? Read(Id name, Node node)
    {
        if (name.Text != Attribute || node is not TupleNode tuple) return null;
        var links = tuple.Items.Select(LinkOf).ToList();
        return links.Contains(null) ? null : State.Tuple([.. links.Select(l => State.Of(l!))]);
    }

    /// <summary>Why the attribute, if it is there, can't be installed; or null.</summary>
    internal static Fault? Refuse(MapState attributes)
    {
        if (!attributes.TryGet(Attribute, out var given)) return null;
        if (given.As<TupleState>() is not { } tuple)
            return Bad($"takes a tuple of links, not {given.Class}");
        foreach (var item in tuple.Items)
        {
            if (item.As<Link>() is null && item.As<string>() is null)
                return Bad($"holds {item.Class} where it takes links");
            if (Parse(item, out var problem) is not { } link) return Bad(problem!);
            if (link.IsDefault)
                return Bad("holds '/', which is all there is: name what is called");
        }

        return null;
    }

    private static IEnumerable<LinkCall> Declared(MapState attributes) =>
        attributes.TryGet(Attribute, out var given) && given.As<TupleState>() is { } tuple
            ? tuple.Items.Select(item => Parse(item, out _)).OfType<Link>()
                .Select(link => new LinkCall(VerbSet.Any, link))
            : [];

    private static Link? Parse(State item, out string? problem)
    {
        problem = null;
        if (item.As<Link>() is { } link) return link;
        return item.As<string>() is { } text && Link.TryParse(text, out var read, out problem)
            ? read : null;
    }

    private static Link? LinkOf(Node node) => node switch
    {
        GetRef { Subject: LinkSubject { Link: var link }, Key: LiteralNode { Value.IsNone: true } }
            => link,
        LiteralNode { Value: var value } => Parse(value, out _),
        _ => null,
    };

    private static Fault Bad(string problem) =>
        Fault.BadRequest($"attribute '{Attribute}' {problem}");
}
