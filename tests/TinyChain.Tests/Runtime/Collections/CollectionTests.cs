using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;
using Xunit;
using static TinyChain.Tests.Runtime.Collections.Collections;

namespace TinyChain.Tests.Runtime.Collections;

/// <summary>Rules of spec/collections.md 1 to 3 that models don't say.</summary>
public sealed class CollectionTests
{
    private static readonly State s_tree =
        List(Column("n", NumberClass.I32), List(Text("w"), Text(StateClass.String.Path), Num(8)));

    private static readonly State s_people = List(
        List(
            List(Column("id", NumberClass.U64)),
            List(Column("name", StateClass.String), Column("age", NumberClass.U64))),
        List(List(Text("by_age"), List(Text("age")))));

    private readonly TemporarySpace _space = new();

    [Fact]
    public async Task The_hash_is_that_of_the_original()
    {
        var tree = await Load(
            StateClass.BTree, s_tree, List(Num(1), Text("a")), List(Num(2), Text("b")));
        var hash = (await tree.Get("hash")).As<Id>()!.Text;
        Assert.Equal("0675d1256caf386c01a43c405b898156e5f042192d384cccd114473e48b1040c", hash);
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public async Task Max_len_counts_bytes(int bytes, bool isFine)
    {
        var tree = await Load(StateClass.BTree, s_tree);
        var text = new string('é', bytes / 2) + new string('x', bytes % 2);
        Assert.Equal(isFine, (await tree.Put(State.None, List(Num(1), Text(text)))).IsNone);
    }

    [Fact]
    public async Task A_longer_prefix_of_a_slice_and_its_reverse_are_views_of_it()
    {
        var tree = await Load(
            StateClass.BTree, s_tree,
            List(Num(3), Text("b")), List(Num(3), Text("a")), List(Num(4), Text("a")));
        var three = await tree.Get("", List(Num(3)));
        Assert.Single(await (await three.Get("", List(Num(3), Text("a")))).Rows());
        Assert.Equal(2, (await (await three.Get("reverse")).Rows()).Length);
        Refused(await three.Get("", List(Num(4))));
        Refused(await three.Put(State.None, List(Num(3), Text("c"))));
        Refused(await three.Delete(State.None));
    }

    [Fact]
    public async Task A_view_shows_what_is_written_after_it_was_made()
    {
        var table = await People();
        var view = await table.Get("", List(List(Text("age"), Num(30))));
        Assert.True((await table.Put(List(Num(2)), List(Text("bob"), Num(30)))).IsNone);
        Assert.Equal(3, (await view.Rows()).Length);
    }

    [Fact]
    public async Task A_bulk_insert_with_one_bad_row_leaves_nothing()
    {
        var tree = await Load(StateClass.BTree, s_tree);
        var wide = List(Column("n", StateClass.String), Column("w", StateClass.String));
        var other = Schema(StateClass.BTree, wide);
        Assert.Null(await other.Load(_space, [9], List(
            List(Text("1"), Text("a")), List(Text("2"), Text("b")), List(Text("x"), Text("c")))));
        Refused(await tree.Put(State.None, State.Of(other.Open(_space, [9]))));
        Assert.Empty(await tree.Rows());
    }

    [Fact]
    public async Task Views_combine_as_the_table_of_3_5_says()
    {
        var table = await People();
        var age = List(List(Text("age"), Num(30)));
        var slice = await table.Get("", age);
        var limited = await table.Get("limit", Num(2));
        var selected = await table.Get("select", List(Text("name")));
        var ordered = await table.Get("order", List(List(Text("age")), State.Of(true)));
        Refused(await slice.Get("order", List(Text("age"))));
        Refused(await limited.Get("", age));
        Refused(await limited.Get("order", List(Text("age"))));
        Refused(await limited.Get("", List(Num(1))));
        Refused(await selected.Get("", age));
        Refused(await selected.Get("", List(Num(1))));
        Refused(await ordered.Get("order", List(Text("id"))));
        Assert.True((await slice.Get("", List(Num(2)))).IsNone);
        Assert.False((await slice.Get("", List(Num(1)))).IsNone);
        var twice = await ordered.Get("order", List(List(Text("age")), State.Of(true)));
        Assert.Equal(
            Show((await ordered.Rows()).Reverse()), Show(await twice.Rows()));
        Assert.Equal(4, (await (await selected.Get("order", List(Text("age")))).Rows()).Length);
    }

    [Fact]
    public async Task An_update_may_move_rows_in_the_index_that_it_reads()
    {
        var schema = Schema(StateClass.Table, s_people);
        var rows = Enumerable.Range(0, 1000)
            .Select(i => List(Num(i), Text("x"), Num(i % 10)));
        Assert.Null(await schema.Load(_space, Prefix, List([.. rows])));
        var table = State.Of(schema.Open(_space, Prefix));
        var map = new MapBuilder();
        map.Set(Id.Of("age"), Num(7));
        var range = List(List(Text("age"), List(List(Text("in"), Num(2)), State.None)));
        Assert.True((await table.Put(range, map.ToState())).IsNone);
        Assert.Equal(800, (await table.Get("count", List(List(Text("age"), Num(7))))).Bits);
        Assert.Empty(schema.Check(_space, Prefix));
    }

    [Fact]
    public async Task A_check_tells_of_an_index_that_has_lost_or_kept_an_entry()
    {
        var table = await People();
        var schema = Schema(StateClass.Table, s_people);
        var entry = _space.Scan(KeyRange.Under([.. Prefix, 1])).First();
        _space.Set(entry.Key, null);
        Assert.Contains("has no entry", Assert.Single(schema.Check(_space, Prefix)));
        _space.Set(entry.Key, entry.Value);
        Assert.Empty(schema.Check(_space, Prefix));
        _space.Set(entry.Value, null);
        Assert.Contains("has no row", Assert.Single(schema.Check(_space, Prefix)));
        _space.Set(entry.Value, [1]);
        Assert.Equal(2, schema.Check(_space, Prefix).Count());
        Assert.True((await table.Get("is_none")).Is(NumberClass.Bool));
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused_and_names_its_column()
    {
        var schema = List(List(Text("w"), Text(StateClass.String.Path), Num(100_000)));
        var tree = await Load(StateClass.BTree, schema);
        var answer = await tree.Put(State.None, List(Text(new string('x', 5000))));
        Assert.Contains("column w", answer.As<Fault>()!.Message);
    }

    private static State Num(long value) => State.Of(value);

    private static void Refused(State answer) =>
        Assert.Equal(FaultKind.BadRequest, answer.As<Fault>()?.Kind);

    private Task<State> People() => Load(
        StateClass.Table, s_people,
        List(Num(1), Text("ann"), Num(30)), List(Num(2), Text("bob"), Num(25)),
        List(Num(3), Text("cat"), Num(30)), List(Num(4), Text("dan"), Num(41)));

    private async Task<State> Load(StateClass kind, State schema, params State[] rows)
    {
        var read = Schema(kind, schema);
        Assert.Null(await read.Load(_space, Prefix, List(rows)));
        return State.Of(read.Open(_space, Prefix));
    }
}
