using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Ir;

/// <summary>
/// Random states of every kind, small enough that equal ones turn up. With `forJson` only those
/// that JSON gives back as they were: no version (J16), no narrow number (J18), no NaN (J5), no
/// half of a surrogate pair, no reference as data.
/// </summary>
public sealed class RandomStates(int seed, bool forJson = false)
{
    private static readonly string[] s_texts =
        ["", "a", "$x", "/a", "\"\\\n\u0001", "é😀", "in", "<b>&'"];

    private static readonly string[] s_links =
    [
        "/", "/a", "/class", "/state", "/state/map", "/state/tuple", "/state/closure", "/a/b.c/d",
        "/state/scalar/map", "/state/scalar/op/get", "/state/scalar/ref/if", "/state/scalar/value",
        "/state/scalar/value/string", "/state/scalar/value/number/int/64", "http://a.b:80/c",
        "/state/scalar/ref/cond", "https://[::1]", "/error/bad_request", "/state/tuple/range",
        "/state/collection/btree",
    ];

    private readonly Random _random = new(seed);

    public State Any(int depth) => _random.Next(depth > 0 ? 14 : 8) switch
    {
        0 => State.None,
        1 or 2 => new RandomNumbers(_random, forJson).Next(),
        3 => State.Of(Text()),
        4 => State.Of(Names.Pick(_random)),
        5 => State.Of(Link()),
        6 => State.Of(new Bytes([.. Text().Select(c => (byte)c)])),
        7 => Rare(),
        8 or 9 => State.Tuple(List(() => Any(depth - 1))),
        10 => State.Of(Map(depth - 1)),
        11 => State.Of(new RangeState(Bound(depth - 1), Bound(depth - 1))),
        12 => State.Of(Op(depth - 1)),
        _ => Definition(depth - 1),
    };

    public OpDef Op(int depth)
    {
        var kind = (OpKind)_random.Next(4);
        var nodes = new RandomNodes(this, _random, forJson);
        // A POST op without statements would read as the link of its class.
        var least = forJson && kind == OpKind.Post ? 1 : 0;
        var form = ImmutableArray.CreateBuilder<Statement>();
        for (var left = _random.Next(least, 4); left > 0; left--)
        {
            form.Add(new Statement(
                _random.Next(3) == 0 ? null : Names.Pick(_random), nodes.Any(depth)));
        }

        return new OpDef(
            kind, kind == OpKind.Post ? null : Names.Pick(_random),
            kind == OpKind.Put ? Names.Pick(_random) : null, form.ToImmutable(), nodes.Count);
    }

    internal MapState Map(int depth)
    {
        var map = new MapBuilder();
        for (var i = _random.Next(3); i > 0; i--) map.Set(Names.Pick(_random), Any(depth));
        return map.ToState().As<MapState>()!;
    }

    internal Link Link() =>
        TinyChain.Ir.Values.Link.TryParse(
            s_links[_random.Next(s_links.Length)], out var link, out _)
            ? link : throw new FormatException();

    private State Definition(int depth) => _random.Next(forJson ? 2 : 3) switch
    {
        0 => State.Of(new Closure(Map(depth), Op(depth))),
        1 => State.Of(new ClassDef(Link(), Map(depth))),
        _ => State.Of(new RefState(new RandomNodes(this, _random, forJson).Reference(depth))),
    };

    private State Rare() => _random.Next(forJson ? 2 : 3) switch
    {
        0 => State.Of(Email.Parse(_random.Next(2) == 0 ? "a@b.c" : "\"x y\"@b.c")!),
        1 => State.Of(new ClusterRef(TinyChain.Ir.Values.Link.Local("/a/b"))),
        _ => State.Of(new VersionId(1, (uint)_random.Next(2), uint.MaxValue)),
    };

    private RangeBound Bound(int depth) => _random.Next(3) is var kind && kind == 0
        ? default
        : new RangeBound((RangeBoundKind)kind, forJson ? State.Of(2.5) : Any(depth));

    private string Text() => !forJson && _random.Next(4) == 0
        ? "\ud800" : s_texts[_random.Next(s_texts.Length)];

    private ImmutableArray<State> List(Func<State> item) =>
        [.. Enumerable.Range(0, _random.Next(4)).Select(_ => item())];

    /// <summary>A few names, some of which mean something elsewhere.</summary>
    internal static class Names
    {
        private static readonly ImmutableArray<Id> s_all =
            [.. new[] { "a", "b.0", "self", "日本", "5", "-", "op", "in" }.Select(Id.Of)];

        internal static Id Pick(Random random) => s_all[random.Next(s_all.Length)];

        /// <summary>So many different ones, in order.</summary>
        internal static ImmutableArray<Id> Some(int count) => [.. s_all.Order().Take(count)];
    }
}
