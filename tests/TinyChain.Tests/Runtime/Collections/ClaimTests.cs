using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Runtime.Transactions;
using Xunit;
using static TinyChain.Tests.Runtime.Collections.Collections;

namespace TinyChain.Tests.Runtime.Collections;

/// <summary>What a question about the first rows keeps others from writing.</summary>
public sealed class ClaimTests : IAsyncLifetime
{
    private const string Link = "/service/ns/a/0.0.0/rows";

    private static readonly State s_columns = List(Column("n", NumberClass.I64));
    private static readonly CollectionSchema s_tree = Schema(StateClass.BTree, s_columns);

    private static readonly CollectionSchema s_table =
        Schema(StateClass.Table, List(List(s_columns, List()), List()));

    private readonly TxnEngine _engine = TestEngine.Over(new MemoryStore());

    public async Task InitializeAsync()
    {
        _engine.Commits.Start();
        await _engine.Retries.Run(async txn =>
        {
            foreach (var n in (long[])[10, 20, 30])
            {
                Assert.False((await Put(txn, "first", n)).IsFault);
                Assert.False((await Put(txn, "limit", n)).IsFault);
            }

            return State.None;
        });
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Theory]
    [InlineData("first", false, 5)]
    [InlineData("first", true, 35)]
    [InlineData("is_empty", false, 5)]
    [InlineData("limit", false, 15)]
    public async Task Only_what_is_read_is_claimed(string question, bool isReversed, long inside)
    {
        var (older, younger) = (Begin(), Begin());
        Assert.False((await Ask(younger, question, isReversed)).IsFault);
        Assert.False((await Put(older, question, isReversed ? 25 : 27)).IsFault);
        var fault = (await Put(older, question, inside)).As<Fault>()!;
        Assert.Equal(FaultKind.Conflict, fault.Kind);
        Assert.StartsWith($"row [{inside}] of {Link}: transaction {older.Id} ", fault.Message);
        Assert.Contains(younger.Id.ToString(), fault.Message);
        Release(older, younger);
    }

    [Fact]
    public async Task A_row_that_an_older_transaction_takes_away_meanwhile_is_not_the_first()
    {
        var (older, younger) = (Begin(), Begin());
        Assert.False((await Tree(older).Delete(List(State.Of(10L)))).IsFault);
        var asked = Ask(younger, "first", false);
        Assert.False(asked.IsCompleted);
        await _engine.Runner.End(older, null);
        Assert.True((await asked).As<MapState>()!.TryGet("n", out var first));
        Assert.Equal(20, first.AsI64);
        Release(older, younger);
    }

    private Txn Begin() => _engine.Runner.Begin(TestEngine.Header(), out _)!;

    private void Release(params Txn[] txns) => Array.ForEach(txns, _engine.Runner.Release);

    private static async Task<State> Ask(Txn txn, string question, bool isReversed)
    {
        if (question != "limit")
        {
            var tree = isReversed ? await Tree(txn).Get("reverse") : Tree(txn);
            return await tree.Get(question);
        }

        var view = await Table(txn).Get(question, State.Of(2UL));
        Assert.Equal(2, (await view.Rows()).Length);
        return view;
    }

    private static Task<State> Put(Txn txn, string question, long n) => question == "limit"
        ? Table(txn).Put(List(State.Of(n)), List())
        : Tree(txn).Put(State.None, List(State.Of(n)));

    private static State Tree(Txn txn) =>
        State.Of(s_tree.Open(new NamedSpace(txn.Stored, Link), [1, 0, 0, 0, 0, 0, 0, 0]));

    private static State Table(Txn txn) =>
        State.Of(s_table.Open(new NamedSpace(txn.Stored, Link), [2, 0, 0, 0, 0, 0, 0, 0]));
}
