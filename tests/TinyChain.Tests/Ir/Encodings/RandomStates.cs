using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Ir.Encodings;

/// <summary>Random states of every kind, small enough that equal ones turn up.</summary>
public sealed class RandomStates(int seed)
{
    private static readonly string[] s_texts =
        ["", "a", "b", "é", "\ud800", "x\n\"y", "\ud83d\ude00"];

    private static readonly string[] s_names = ["a", "b", "foo", "Ü", "5", "x.0"];
    private static readonly string[] s_links = ["/", "/a", "/a/b", "http://h", "http://h:1/a"];

    private readonly Random _random = new(seed);

    public State Any(int depth) => _random.Next(depth > 0 ? 14 : 8) switch
    {
        0 => State.None,
        1 or 2 => Number(),
        3 => State.Of(Pick(s_texts)),
        4 => State.Of(Name()),
        5 => State.Of(Link()),
        6 => State.Of(new Bytes([.. Pick(s_texts).Select(c => (byte)c)])),
        7 => Rare(),
        8 or 9 => State.Tuple(List(() => Any(depth - 1))),
        10 => Map(depth - 1),
        11 => State.Of(new RangeState(Bound(depth - 1), Bound(depth - 1))),
        12 => State.Of(Op(depth - 1)),
        _ => Definition(depth - 1),
    };

    public OpDef Op(int depth)
    {
        var kind = (OpKind)_random.Next(4);
        var numbering = new NodeNumbering();
        var form = List(() => new Statement(
            _random.Next(4) == 0 ? null : Name(), Node(depth, numbering)));
        return new OpDef(kind, kind == OpKind.Post ? null : Name(),
            kind == OpKind.Put ? Name() : null, form, numbering.Count);
    }

    private State Definition(int depth) => State.Of(_random.Next(4) switch
    {
        0 => new Closure(Map(depth).As<MapState>()!, Op(depth)),
        1 => new ClassDef(Link(), Map(depth).As<MapState>()!),
        2 => (StateObject)new RefState(Node(depth, new NodeNumbering())),
        _ => Instance.Of(
            new ClassDef(Link(), Map(depth).As<MapState>()!), Any(depth),
            Map(depth).As<MapState>()!).As<Instance>()!,
    });

    private State Number() => _random.Next(9) switch
    {
        0 => State.Of(_random.Next(2) == 0),
        1 => State.Of((long)_random.Next(-2, 3)),
        2 => State.Of(ulong.MaxValue - (ulong)_random.Next(2)),
        3 => State.Of(Pick([0.0, -0.0, 1.5, double.NaN])),
        4 => State.Of(Pick([0f, -1f, float.NaN])),
        5 => State.Complex(Pick([0.0, -0.0, 2]), 1.0),
        6 => State.Complex(Pick([0f, -0f, 2]), Pick([1f, -1f])),
        7 => State.Number(
            Pick([NumberClass.I16, NumberClass.I32, NumberClass.I64]), _random.Next(-2, 3)),
        _ => State.Number(
            Pick([NumberClass.U8, NumberClass.U16, NumberClass.U32]), _random.Next(3)),
    };

    private State Rare() => _random.Next(3) switch
    {
        0 => State.Of(new VersionId(1, (uint)_random.Next(2), uint.MaxValue)),
        1 => State.Of(Email.Parse(Pick(["a@b.c", "\"x y\"@b.c"]))!),
        _ => State.Of(new ClusterRef(Link())),
    };

    private State Map(int depth)
    {
        var map = new MapBuilder();
        for (var i = _random.Next(3); i > 0; i--) map.Set(Name(), Any(depth));
        return map.ToState();
    }

    private RangeBound Bound(int depth) => _random.Next(3) switch
    {
        0 => default,
        1 => new RangeBound(RangeBoundKind.Inclusive, Any(depth)),
        _ => new RangeBound(RangeBoundKind.Exclusive, Any(depth)),
    };

    private Node Node(int depth, NodeNumbering numbering)
    {
        // Numbered from the inside out, unlike what a decoder does.
        Node Inner() => Node(depth - 1, numbering);
        switch (depth <= 0 ? _random.Next(2) : _random.Next(16))
        {
            case 0: return new LiteralNode(numbering.Next(), Any(depth - 1));
            case 1: return new IdRef(numbering.Next(), Name());
            case 2: var items = List(Inner); return new TupleNode(numbering.Next(), items);
            case 3: return MapNode(numbering, Inner);
            case 4: var k = Inner(); return new GetRef(numbering.Next(), Subject(), k);
            case 5: var d = Inner(); return new DeleteRef(numbering.Next(), Subject(), d);
            case 6:
                var (key, value) = (Inner(), Inner());
                return new PutRef(numbering.Next(), Subject(), key, value);
            case 7:
                Node map = _random.Next(2) == 0
                    ? MapNode(numbering, Inner) : new LiteralNode(numbering.Next(), Map(0));
                return new PostRef(numbering.Next(), Subject(), map);
            case 8: var (c, t, e) = Three(Inner); return new IfRef(numbering.Next(), c, t, e);
            case 9: var (w, s, i) = Three(Inner); return new WhileRef(numbering.Next(), w, s, i);
            case 10: return new AfterRef(numbering.Next(), Inner(), Inner());
            case 11:
                var switches = List(Inner);
                return new CaseRef(numbering.Next(), Inner(), switches,
                    [.. switches.Select(_ => Inner()), Inner()]);
            case 14: var m = Inner(); return new ClassNode(numbering.Next(), Link(), m);
            case 15: var p = Inner(); return new InstanceNode(numbering.Next(), p);
            case 12: return new WithRef(numbering.Next(), List(Name), Op(depth - 1));
            default: return new ClosureNode(numbering.Next(), Inner(), Op(depth - 1));
        }
    }

    private MapNode MapNode(NodeNumbering numbering, Func<Node> inner)
    {
        var keys = List(Name).Distinct().ToImmutableArray();
        return new MapNode(numbering.Next(), keys, [.. keys.Select(_ => inner())]);
    }

    private Subject Subject() => _random.Next(2) == 0
        ? new LinkSubject(Link()) : new IdSubject(Name(), List(Name));

    private static (Node, Node, Node) Three(Func<Node> inner) => (inner(), inner(), inner());

    private Id Name() => Id.Of(Pick(s_names));

    private Link Link() => TinyChain.Ir.Values.Link.TryParse(Pick(s_links), out var link, out _)
        ? link : throw new FormatException();

    private ImmutableArray<T> List<T>(Func<T> item) =>
        [.. Enumerable.Range(0, _random.Next(4)).Select(_ => item())];

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
