using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions;
using Xunit;
using static TinyChain.Tests.Runtime.Collections.Collections;

namespace TinyChain.Tests.Runtime.Collections;

/// <summary>A BTree beside a list of rows, with random columns, writes and selectors.</summary>
public sealed class BTreeModelTests
{
    [Fact]
    public async Task A_tree_does_as_a_sorted_list_of_rows()
    {
        for (var round = 0; round < 30; round++)
        {
            var seed = Random.Shared.Next();
            try
            {
                await Run(new Random(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}", e);
            }
        }
    }

    private static async Task Run(Random random)
    {
        var types = Enumerable.Range(0, 1 + random.Next(3))
            .Select(_ => RandomValues.Classes[random.Next(RandomValues.Classes.Length)]).ToArray();
        var schema = Schema(
            StateClass.BTree, List([.. types.Select((type, i) => Column("c" + i, type))]));
        var space = new TemporarySpace();
        var watched = new WatchedSpace(space);
        var tree = State.Of(schema.Open(watched, Prefix));
        var rows = new List<State[]>();
        for (var i = 0; i < 60; i++)
        {
            watched.Forget();
            if (random.Next(8) == 0)
            {
                var (gone, isGone) = Selector(random, types);
                Assert.True((await tree.Delete(gone)).IsNone);
                rows.RemoveAll(row => isGone(row));
            }
            else
            {
                State[] row = [.. types.Select(type => RandomValues.Of(random, type))];
                Assert.True((await tree.Put(State.None, List(row))).IsNone);
                if (!rows.Any(other => Orders.Compare(other, row) == 0)) rows.Add(row);
            }

            var (selector, isIn) = Selector(random, types);
            await Compare(await tree.Get("", selector), rows.Where(row => isIn(row)));
        }

        Assert.Empty(schema.Check(space, Prefix));
    }

    private static async Task Compare(State view, IEnumerable<State[]> rows)
    {
        var expected = rows.Order(Comparer<State[]>.Create(Orders.Compare)).ToArray();
        Assert.Equal(Show(expected), Show(await view.Rows()));
        Assert.Equal((long)expected.Length, (await view.Get("count")).Bits);
        Assert.Equal(expected.Length == 0, (await view.Get("is_empty")).AsBool);
        var backward = await view.Get("reverse");
        Assert.Equal(Show(expected.Reverse()), Show(await backward.Rows()));
        Assert.Equal(Show(expected), Show(await (await backward.Get("reverse")).Rows()));
        var first = await view.Get("first");
        if (expected.Length == 0) Assert.Equal(FaultKind.NotFound, first.As<Fault>()?.Kind);
        else Assert.Equal(Show(expected[0]), Show([.. first.As<MapState>()!.Values]));
    }

    /// <summary>A selector, and what it means.</summary>
    private static (State Selector, Func<State[], bool> IsIn) Selector(
        Random random, StateClass[] types)
    {
        var length = random.Next(types.Length + 1);
        State[] prefix = [.. types[..length].Select(type => RandomValues.Of(random, type))];
        bool HasPrefix(State[] row) => Orders.Compare(row[..length], prefix) == 0;
        // In a column of tuples a pair of nothing is a range, and None is no value of a range.
        if (prefix.Any(value => value.As<TupleState>() is not null)) return (default, _ => true);
        if (length == types.Length || random.Next(2) == 0) return (List(prefix), HasPrefix);
        var (range, isIn) = Ranges.Of(random, types[length]);
        return (List([.. prefix, range]), row => HasPrefix(row) && isIn(row[length]));
    }
}
