using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;
using Xunit;
using static TinyChain.Tests.Runtime.Collections.Collections;

namespace TinyChain.Tests.Runtime.Collections;

/// <summary>Work on many rows takes fuel, and ends when there is no time left.</summary>
public sealed class WorkTests
{
    private const int Rows = 2_000;

    private static readonly State s_schema = List(Column("n", NumberClass.I64));

    private readonly Txn _txn = new(new TxnId(1, 1));
    private long _fuel;
    private Fault? _late;

    public WorkTests() => _txn.PayFrom(fuel =>
    {
        _fuel += fuel;
        return _late;
    });

    [Theory]
    [InlineData("count")]
    [InlineData("hash")]
    [InlineData("delete")]
    [InlineData("copy")]
    public async Task Work_costs_fuel_by_the_row_and_ends_in_time(string work)
    {
        var (tree, other) = (await Load(_txn, Rows), await Load(_txn, 0));
        _fuel = 0;
        _late = Fault.Timeout("late");
        var done = await Work(tree, other, work);
        Assert.Equal("late", done.As<Fault>()?.Message);
        Assert.InRange(_fuel, 1, Rows);
        _late = null;
        Assert.False((await Work(tree, other, work)).IsFault);
        Assert.True(_fuel > 10 * Rows);
    }

    [Fact]
    public async Task Changes_of_many_rows_of_a_table_end_in_time()
    {
        var schema = Schema(StateClass.Table, List(
            List(List(Column("n", NumberClass.I64)), List(Column("v", NumberClass.I64))),
            List()));
        var rows = State.Tuple([.. Numbers(Rows).Select(n => List(n, n))]);
        Assert.Null(await schema.Load(_txn.Temporary, Prefix, rows));
        var table = State.Of(schema.Open(_txn.Temporary, Prefix));
        _late = Fault.Timeout("late");
        var set = State.Map([Id.Of("v")], [State.Of(7L)]);
        Assert.Equal("late", (await table.Put(State.None, set)).As<Fault>()?.Message);
        Assert.Equal("late", (await table.Delete(State.None)).As<Fault>()?.Message);
        Assert.Equal("late", (await table.Get("count")).As<Fault>()?.Message);
    }

    [Fact]
    public async Task A_request_pays_from_its_own_budget()
    {
        var time = new SteppingTime();
        var txn = new Txn(new TxnId(1, 1));
        _ = new CallContext(
            Caller.Anonymous, txn, new Budget(time, TimeSpan.FromSeconds(3)), null!);
        var tree = await Load(txn, Rows);
        time.Step = TimeSpan.FromSeconds(2).Ticks;
        var count = await tree.Get("count");
        Assert.Equal(FaultKind.Timeout, count.As<Fault>()?.Kind);
    }

    private static Task<State> Work(State tree, State other, string work) => work switch
    {
        "delete" => tree.Delete(State.None),
        "copy" => other.Put(State.None, tree),
        _ => tree.Get(work),
    };

    private static IEnumerable<State> Numbers(int count) =>
        Enumerable.Range(0, count).Select(n => State.Of((long)n));

    private static async Task<State> Load(Txn txn, int rows)
    {
        var (schema, prefix) = (Schema(StateClass.BTree, s_schema), txn.NextTemporaryPrefix());
        var list = State.Tuple([.. Numbers(rows).Select(n => List(n))]);
        Assert.Null(await schema.Load(txn.Temporary, prefix, list));
        return State.Of(schema.Open(txn.Temporary, prefix));
    }

    /// <summary>A clock that goes on by a step whenever it is looked at.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        private long _now;

        public long Step { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += Step;
    }
}
