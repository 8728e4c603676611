using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;
using TinyChain.Runtime.Transactions;
using Xunit;
using static TinyChain.Tests.Runtime.Collections.Collections;

namespace TinyChain.Tests.Runtime.Collections;

/// <summary>
/// A table beside a list of rows, with random columns, indices, writes, ranges and orders. What no
/// index supports is refused, by spec/collections.md 3.4 said plainly.
/// </summary>
public sealed class TableModelTests
{
    private static readonly StateClass[] s_types =
        [NumberClass.I32, NumberClass.Bool, StateClass.String, NumberClass.Number];

    private readonly TemporarySpace _space = new();
    private readonly List<State[]> _rows = [];
    private readonly List<int[]> _indices = [];
    private Random _random = new();
    private StateClass[] _types = [];
    private int _keys;

    [Fact]
    public async Task A_table_does_as_a_list_of_rows()
    {
        for (var round = 0; round < 30; round++)
        {
            var seed = Random.Shared.Next();
            try
            {
                await new TableModelTests { _random = new Random(seed) }.Run();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}", e);
            }
        }
    }

    private async Task Run()
    {
        var schema = MakeSchema();
        var watched = new WatchedSpace(_space);
        var table = State.Of(schema.Open(watched, Prefix));
        for (var i = 0; i < 60; i++)
        {
            watched.Forget();
            if (_random.Next(3) > 0) await Upsert(table);
            else await WriteRange(table);
            await View(table);
            Assert.Empty(schema.Check(_space, Prefix));
        }
    }

    private CollectionSchema MakeSchema()
    {
        _types = [.. Enumerable.Range(0, 4).Select(_ => s_types[_random.Next(s_types.Length)])];
        _keys = 1 + _random.Next(2);
        var columns = _types.Select((type, i) => Column("c" + i, type)).ToArray();
        var key = Enumerable.Range(0, _keys);
        _indices.Add([.. key]);
        for (var i = _random.Next(3); i > 0; i--)
            _indices.Add([.. Some(1 + _random.Next(2)).Union(key)]);
        return Schema(StateClass.Table, List(
            List(List(columns.AsSpan(0, _keys)), List(columns.AsSpan(_keys))),
            List([.. _indices.Skip(1).Select((index, i) => List(
                Text("i" + i), List([.. index.Select(c => Text("c" + c))])))])));
    }

    private async Task Upsert(State table)
    {
        State[] row = [.. _types.Select(type => RandomValues.Of(_random, type))];
        Assert.True((await table.Put(List(row.AsSpan(0, _keys)), List(row.AsSpan(_keys)))).IsNone);
        _rows.RemoveAll(other => Orders.Compare(other[.._keys], row[.._keys]) == 0);
        _rows.Add(row);
        var read = await table.Get("", List(row.AsSpan(0, _keys)));
        Assert.Equal(Show(row), Show([.. read.As<TupleState>()!.Items]));
    }

    private async Task WriteRange(State table)
    {
        var (range, conditions) = Range();
        var value = RandomValues.Of(_random, _types[3]);
        var isDelete = _random.Next(2) == 0;
        var map = new MapBuilder();
        map.Set(Id.Of("c3"), value);
        var done = await (isDelete ? table.Delete(range) : table.Put(range, map.ToState()));
        Assert.Equal(Serving(conditions, []) is null, done.IsFault);
        if (done.IsFault) return;
        if (isDelete) _rows.RemoveAll(row => IsIn(row, conditions));
        else foreach (var row in _rows.Where(row => IsIn(row, conditions))) row[3] = value;
    }

    private async Task View(State table)
    {
        var (range, conditions) = Range();
        var order = _random.Next(2) == 0 ? [] : Some(1 + _random.Next(2));
        var isReversed = order.Length > 0 && _random.Next(2) == 0;
        var view = table;
        if (order.Length > 0)
        {
            view = await table.Get("order", List(
                List([.. order.Select(c => Text("c" + c))]), State.Of(isReversed)));
            Assert.Equal(Serving([], order) is null, view.IsFault);
            if (view.IsFault) return;
        }

        view = await view.Get("", range);
        var index = Serving(conditions, order);
        Assert.Equal(index is null, view.IsFault);
        if (index is null) return;
        var rows = _rows.Where(row => IsIn(row, conditions)).Order(Comparer<State[]>.Create(
            (a, b) => Orders.Compare([.. index.Select(c => a[c])], [.. index.Select(c => b[c])])));
        await Compare(view, isReversed ? [.. rows.Reverse()] : [.. rows]);
    }

    private async Task Compare(State view, State[][] rows)
    {
        Assert.Equal(Show(rows), Show(await view.Rows()));
        Assert.Equal((long)rows.Length, (await view.Get("count")).Bits);
        Assert.Equal(rows.Length > 0, (await view.Get("contains")).AsBool);
        var count = _random.Next(4);
        var limited = await view.Get("limit", State.Of((long)count));
        Assert.Equal(Show(rows.Take(count)), Show(await limited.Rows()));
        var some = Some(2);
        var selected = await limited.Get("select", List([.. some.Select(c => Text("c" + c))]));
        Assert.Equal(
            Show(rows.Take(count).Select(row => some.Select(c => row[c]).ToArray())),
            Show(await selected.Rows()));
    }

    /// <summary>The columns of the first index that supports a range and an order.</summary>
    private int[]? Serving(Condition[] conditions, int[] order) => _indices.FirstOrDefault(index =>
    {
        var isFixed = (int c) => conditions.Any(x => x.Column == c && x.IsOne);
        var lead = index.Take(conditions.Length).ToArray();
        return lead.Length == conditions.Length
            && lead.All(c => conditions.Any(x => x.Column == c))
            && lead.SkipLast(1).All(isFixed)
            && string.Join(",", index.Where(c => !isFixed(c)))
                .StartsWith(string.Join(",", order.Where(c => !isFixed(c))), default);
    });

    private static bool IsIn(State[] row, Condition[] conditions) =>
        conditions.All(condition => condition.IsIn(row[condition.Column]));

    private (State Range, Condition[] Conditions) Range()
    {
        var conditions = Some(_random.Next(3)).Select(Condition).ToArray();
        return (
            List([.. conditions.Select(c => List(Text("c" + c.Column), c.Spelled))]), conditions);
    }

    private Condition Condition(int column)
    {
        if (_random.Next(2) == 0)
        {
            var (range, isIn) = Ranges.Of(_random, _types[column]);
            return new(column, false, range, isIn);
        }

        var one = RandomValues.Of(_random, _types[column]);
        return new(column, true, one, value => Orders.Compare(value, one) == 0);
    }

    private int[] Some(int count) =>
        [.. Enumerable.Range(0, 4).OrderBy(_ => _random.Next()).Take(count)];
}

/// <summary>What a range asks of a column.</summary>
internal sealed record Condition(int Column, bool IsOne, State Spelled, Func<State, bool> IsIn);
