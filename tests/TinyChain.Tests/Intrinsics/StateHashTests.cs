using System.Security.Cryptography;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using Xunit;

namespace TinyChain.Tests.Intrinsics;

/// <summary>The formulas of spec/language.md 7.5, spelled out with arrays.</summary>
public class StateHashTests
{
    private static readonly byte[] s_zero = new byte[32];

    [Theory]
    [InlineData("5dee4dd60ff8d0ba9900fe91e90e0dcf65f0570d42c431f727d0300dd70dc431", 5)]
    [InlineData("b6525589fd30efd0f7d3772a627c82dd27abd5a348d11ddfe2dfe37ef1706310", 10, 20, 30)]
    public void Known_hashes_of_the_original(string expected, params int[] numbers)
    {
        var states = numbers.Select(n => State.Of((long)n)).ToArray();
        var state = states.Length == 1 ? states[0] : State.Tuple([.. states]);
        Assert.Equal(expected, StateHash.Of(state).ToString());
    }

    [Fact]
    public void Values_hash_by_their_content()
    {
        Is(H(5), State.Number(NumberClass.U8, 5));
        Is(H(0xff, 0xfe), State.Number(NumberClass.I16, -2));
        Is(H(1), State.Of(true));
        Is(H(0x3f, 0xc0, 0, 0), State.Of(1.5f));
        Is(H(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), State.Of(ulong.MaxValue));
        Is(Cat(H(0x3f, 0x80, 0, 0), H(0xc0, 0, 0, 0)), State.Complex(1f, -2f));
        Is(T("foo"), State.Of("foo"));
        Is(T("foo"), State.Of(Id.Of("foo")));
        Is(T("/a/b"), State.Of(Link.Local("/a/b")));
        Is(T("a@b.c"), State.Of(Email.Parse("a@b.c")!));
        Is(H(1, 2), State.Of(new Bytes([1, 2])));
        Is(Cat(H(0, 0, 0, 1), H(0, 0, 0, 2), H(0, 0, 1, 0)), State.Of(new VersionId(1, 2, 256)));
        foreach (var none in new[] { State.None, State.Of(TupleState.Empty),
            State.Of(MapState.Empty), State.Of(Link.Default) }) Is(s_zero, none);
        Is(Cat(Cat(T("in"), H(5)), s_zero), State.Of(new RangeState(
            new RangeBound(RangeBoundKind.Inclusive, State.Number(NumberClass.U8, 5)), default)));
    }

    [Fact]
    public void Ops_and_references_hash_by_names_and_parts()
    {
        var n = new NodeNumbering();
        Node Ref(string name) => new IdRef(n.Next(), Id.Of(name));
        var subject = new IdSubject(Id.Of("x"), [Id.Of("add"), Id.Of("y")]);
        var get = new GetRef(n.Next(), subject, Ref("k"));
        var post = new PostRef(n.Next(), new LinkSubject(Link.Local("/a")),
            new MapNode(n.Next(), [Id.Of("b"), Id.Of("a")], [Ref("p"), Ref("q")]));
        var branch = new IfRef(n.Next(), get, post, new LiteralNode(n.Next(), State.None));
        var op = new OpDef(OpKind.Put, Id.Of("k"), Id.Of("v"), [new(Id.Of("r"), branch)], n.Count);
        var hashGet = Cat(Cat(T("x"), T("/add/y")), T("k"));
        var hashPost = Cat(T("/a"), Cat(Cat(T("a"), T("q")), Cat(T("b"), T("p"))));
        var form = Cat(Cat(T("r"), Cat(hashGet, hashPost, s_zero)));
        var hashOp = Cat(T("k"), T("v"), form);
        Is(hashOp, State.Of(op));
        Is(s_zero, State.Of(new OpDef(OpKind.Post, null, null, [], 0)));
        Is(Cat(T("k"), s_zero), State.Of(new OpDef(OpKind.Get, Id.Of("k"), null, [], 0)));
        Is(Cat(s_zero, hashOp), State.Of(new Closure(MapState.Empty, op)));
        var proto = new MapBuilder();
        proto.Set(Id.Of("a"), State.Of(true));
        var map = proto.ToState().As<MapState>()!;
        var hashProto = Cat(Cat(T("a"), H(1)));
        Is(hashProto, State.Of(new ClassDef(Link.Local("/state/class"), map)));
        Is(Cat(T("/class"), hashProto), State.Of(new ClassDef(Link.Local("/class"), map)));
        var with = new WithRef(n.Next(), [Id.Of("x")], op);
        Is(Cat(Cat(T("x")), hashOp), State.Of(new RefState(with)));
    }

    private static void Is(byte[] expected, State state) =>
        Assert.Equal(Convert.ToHexStringLower(expected), StateHash.Of(state).ToString());

    private static byte[] H(params byte[] data) => SHA256.HashData(data);

    private static byte[] T(string text) => H(System.Text.Encoding.UTF8.GetBytes(text));

    private static byte[] Cat(params byte[][] parts) => H([.. parts.SelectMany(p => p)]);
}
