using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using Names = TinyChain.Tests.Ir.RandomStates.Names;

namespace TinyChain.Tests.Ir;

/// <summary>
/// Random nodes of one op. With `forJson` a container always holds a reference, or it would read
/// as a literal, and what may be written to is a name, not a collection.
/// </summary>
internal sealed class RandomNodes(RandomStates states, Random random, bool forJson)
{
    private readonly NodeNumbering _numbering = new();

    internal int Count => _numbering.Count;

    internal Node Any(int depth) => random.Next(3) == 0
        ? new LiteralNode(_numbering.Next(), states.Any(depth - 1)) : Reference(depth);

    internal Node Reference(int depth) => random.Next(depth > 0 ? 7 : 1) switch
    {
        0 => new IdRef(_numbering.Next(), Names.Pick(random)),
        1 => new TupleNode(_numbering.Next(), [.. Items(depth)]),
        2 => Map(depth),
        3 or 4 => Call(depth),
        5 => Closing(depth),
        _ => Flow(depth - 1),
    };

    private OpRef Call(int depth)
    {
        Node Inner() => Any(depth - 1);
        return random.Next(4) switch
        {
            0 => new GetRef(_numbering.Next(), Subject(), Inner()),
            1 => new PutRef(
                _numbering.Next(), forJson ? Name() : Subject(), Inner(), Inner()),
            2 => new PostRef(_numbering.Next(), Subject(), random.Next(2) == 0
                ? Map(depth) : new LiteralNode(_numbering.Next(), State.Of(states.Map(depth)))),
            _ => new DeleteRef(_numbering.Next(), Subject(), Inner()),
        };
    }

    private Node Flow(int depth)
    {
        Node Inner() => Any(depth);
        var info = _numbering.Next();
        return random.Next(6) switch
        {
            0 => new IfRef(info, Inner(), Inner(), Inner()),
            1 => new CondRef(info, Inner(), Branch(depth), Branch(depth)),
            2 => new CaseRef(info, Inner(), [Inner()], [Inner(), Inner()]),
            3 => new AfterRef(info, Inner(), Inner()),
            4 => new WhileRef(info, Inner(), Inner(), Inner()),
            _ => new ForEachRef(info, Inner(), Inner(), Names.Pick(random)),
        };
    }

    private Node Branch(int depth) => random.Next(2) == 0
        ? new LiteralNode(_numbering.Next(), State.Of(states.Op(depth))) : Any(depth);

    private Node Closing(int depth)
    {
        var info = _numbering.Next();
        return random.Next(4) switch
        {
            0 => new WithRef(
                info, [Names.Pick(random), Names.Pick(random)], states.Op(depth - 1)),
            1 => new ClosureNode(info, Map(depth), states.Op(depth - 1)),
            2 => new ClassNode(info, states.Link(), Map(depth)),
            _ => new InstanceNode(info, Reference(depth - 1)),
        };
    }

    private MapNode Map(int depth)
    {
        var values = Items(depth);
        return new MapNode(_numbering.Next(), Names.Some(values.Count), [.. values]);
    }

    private List<Node> Items(int depth)
    {
        var items = Enumerable.Range(0, random.Next(3)).Select(_ => Any(depth - 1)).ToList();
        if (forJson || random.Next(4) > 0)
            items.Insert(random.Next(items.Count + 1), Reference(depth - 1));
        return items;
    }

    private Subject Subject() => random.Next(2) == 0 ? Name() : new LinkSubject(states.Link());

    private IdSubject Name() => new(
        Names.Pick(random),
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => Names.Pick(random))]);
}
