using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Parser;

/// <summary>
/// Random states and ops of every kind whose class survives JSON; so no version, no number but
/// bool, int/64, uint/64 above it and float/64, and nothing that the value classes construct.
/// </summary>
internal sealed class RandomStates(int seed)
{
    private static readonly string[] s_names = ["a", "b.0", "self", "日本", "5", "-", "op", "in"];
    private static readonly string[] s_texts =
        ["", "a", "$x", "/a", "\"\\\n\u0001", "é😀", "in", "<b>&'"];

    private static readonly string[] s_links =
    [
        "/", "/a", "/class", "/state", "/state/map", "/state/tuple", "/state/closure", "/a/b.c/d",
        "/state/scalar/map", "/state/scalar/op/get", "/state/scalar/ref/if", "/state/scalar/value",
        "/state/scalar/value/string", "/state/scalar/value/number/int/64", "http://a.b:80/c",
        "https://[::1]", "/error/bad_request", "/state/tuple/range", "/state/collection/btree",
    ];

    private readonly Random _random = new(seed);

    public State Any(int depth) => _random.Next(depth > 0 ? 17 : 9) switch
    {
        0 => State.None,
        1 => State.Of(_random.Next(2) == 0),
        2 => State.Of(_random.NextInt64(long.MinValue, long.MaxValue)),
        3 => State.Of((1UL << 63) + (ulong)_random.NextInt64()),
        4 => State.Of(Float()),
        5 => State.Of(Pick(s_texts)),
        6 => State.Of(Name()),
        7 => State.Of(Link.Local(Pick(s_links))),
        8 => State.Of(new ClusterRef(Link.Local("/a/b"))),
        9 or 10 => Tuple(depth),
        11 or 12 => State.Of(Map(depth)),
        13 => State.Of(new RangeState(Bound(), Bound())),
        14 => State.Of(Op(depth - 1)),
        15 => State.Of(new Closure(Map(depth), Op(depth - 1))),
        _ => State.Of(new ClassDef(Link.Local(Pick(s_links)), Map(depth))),
    };

    public OpDef Op(int depth)
    {
        var kind = (OpKind)_random.Next(4);
        var numbering = new NodeNumbering();
        var form = ImmutableArray.CreateBuilder<Statement>();
        for (var left = _random.Next(kind == OpKind.Post ? 1 : 0, 4); left > 0; left--)
            form.Add(new Statement(_random.Next(3) == 0 ? null : Name(), Node(numbering, depth)));
        return new OpDef(
            kind, kind == OpKind.Post ? null : Name(), kind == OpKind.Put ? Name() : null,
            form.ToImmutable(), numbering.Count);
    }

    private Node Node(NodeNumbering n, int depth) =>
        _random.Next(3) == 0 ? new LiteralNode(n.Next(), Any(depth - 1)) : Reference(n, depth);

    private Node Reference(NodeNumbering n, int depth) => _random.Next(depth > 0 ? 15 : 1) switch
    {
        0 => new IdRef(n.Next(), Name()),
        1 => new TupleNode(n.Next(), [.. WithReference(n, depth)]),
        2 => MapNode(n, depth),
        3 or 4 => new GetRef(n.Next(), Subject(), Node(n, depth - 1)),
        5 => new PutRef(n.Next(), Scalar(), Node(n, depth - 1), Node(n, depth - 1)),
        6 or 7 => new PostRef(n.Next(), Subject(), _random.Next(2) == 0
            ? MapNode(n, depth) : new LiteralNode(n.Next(), State.Of(Map(depth)))),
        8 => new DeleteRef(n.Next(), Subject(), Node(n, depth - 1)),
        9 => new IfRef(n.Next(), Node(n, depth - 1), Node(n, depth - 1), Node(n, depth - 1)),
        10 => new CaseRef(
            n.Next(), Node(n, depth - 1), [Node(n, depth - 1)],
            [Node(n, depth - 1), Node(n, depth - 1)]),
        11 => _random.Next(2) == 0
            ? new AfterRef(n.Next(), Node(n, depth - 1), Node(n, depth - 1))
            : new WhileRef(n.Next(), Node(n, depth - 1), Node(n, depth - 1), Node(n, depth - 1)),
        12 => new ClassNode(n.Next(), Link.Local(Pick(s_links)), MapNode(n, depth)),
        13 => new InstanceNode(n.Next(), Reference(n, depth - 1)),
        _ => _random.Next(2) == 0
            ? new WithRef(n.Next(), [Name(), Name()], Op(depth - 1))
            : new ClosureNode(n.Next(), MapNode(n, depth), Op(depth - 1)),
    };

    private List<Node> WithReference(NodeNumbering n, int depth)
    {
        var items = Enumerable.Range(0, _random.Next(3)).Select(_ => Node(n, depth - 1)).ToList();
        items.Insert(_random.Next(items.Count + 1), Reference(n, depth - 1));
        return items;
    }

    private MapNode MapNode(NodeNumbering n, int depth)
    {
        var values = WithReference(n, depth);
        var keys = s_names.Order(StringComparer.Ordinal).Take(values.Count).Select(Id.Of);
        return new MapNode(n.Next(), [.. keys], [.. values]);
    }

    private State Tuple(int depth) => State.Tuple(
        [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Any(depth - 1))]);

    private MapState Map(int depth)
    {
        var map = new MapBuilder();
        for (var left = _random.Next(3); left > 0; left--) map.Set(Name(), Any(depth - 1));
        return map.ToState().As<MapState>()!;
    }

    private RangeBound Bound() => _random.Next(3) == 0
        ? new RangeBound(RangeBoundKind.Open, State.None)
        : new RangeBound((RangeBoundKind)_random.Next(1, 3), State.Of(Float()));

    private Subject Subject() =>
        _random.Next(2) == 0 ? Scalar() : new LinkSubject(Link.Local(Pick(s_links)));

    private IdSubject Scalar() =>
        new(Name(), [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Name())]);

    private double Float()
    {
        double value;
        do value = BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue));
        while (!double.IsFinite(value));
        return _random.Next(2) == 0 ? value : Math.Round(_random.NextDouble() * 100);
    }

    private Id Name() => Id.Of(Pick(s_names));

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
}
