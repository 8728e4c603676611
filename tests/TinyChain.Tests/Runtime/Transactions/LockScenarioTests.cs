using System.Globalization;
using TinyChain.Host.Simulation;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Conformance;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>
/// The scenarios of tests/conformance/host.json about locks, as they stand there: what T1, T2 and
/// T3 do to one key. They belong to another host, so that each of their requests ends before them.
/// </summary>
public sealed class LockScenarioTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly SimClock _clock = new();
    private readonly HostTime _time;
    private readonly Dictionary<string, Task<string>> _waiting = [];
    private readonly HashSet<string> _voted = [];
    private readonly string _now;
    private readonly TxnEngine _engine;

    public LockScenarioTests()
    {
        _time = new HostTime(_clock, TimeSpan.Zero);
        _engine = TestEngine.Over(new MemoryStore(), _time, new TestParticipant.Agreeing());
        _engine.Start();
        _clock.Leap(TimeSpan.FromSeconds(10).Ticks);
        var now = _time.GetUtcNow() - DateTimeOffset.UnixEpoch;
        _now = (now.Ticks * 100).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>"one key, value 0, committed at 0".</summary>
    public async Task InitializeAsync()
    {
        Assert.Equal("", await Do("T0 write 0"));
        Assert.Equal("", await Do("T0 commit"));
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Theory]
    [InlineData("X45", 5)]
    [InlineData("X46", 5)]
    [InlineData("X48", null)]
    [InlineData("X50", 1)]
    [InlineData("X51", 0)]
    [InlineData("X52", 5)]
    [InlineData("X54", 5)]
    [Scenario("X45", "X46", "X48", "X50", "X51", "X52", "X54")]
    public async Task Each_step_ends_as_the_specification_says(string id, int? last)
    {
        foreach (var op in Scenario.All[id].Ops)
        {
            var (what, expected) = op.Split(" -> ") is [var before, var after]
                ? (before, after) : (op.Replace(" (not committed)", ""), "");
            Assert.Equal((op, expected), (op, await Do(what, expected == "waits")));
        }

        if (last is not null) Assert.Equal($"{last}", await Do("T9 read"));
    }

    [Fact]
    [Scenario("X55")]
    public async Task X55_what_is_forgotten_of_a_younger_one_does_not_end_an_older_one()
    {
        Assert.Equal("", await Do("T1 write 5"));
        await Do("T2 read", mayWait: true);
        await Do("T2 ends");
        // Ten sweeps.
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal("", await Do("T1 commit"));
        Assert.Equal("5", await Do("T3 read"));
    }

    [Fact]
    [Scenario("X57")]
    public async Task X57_a_range_that_was_found_empty_stays_empty_in_the_past()
    {
        await Within("T2", async txn =>
        {
            var range = new KeyRange(Key(10), Key(20));
            Assert.Null(await txn.Stored.ClaimRead(range));
            Assert.Empty(txn.Stored.Scan(range));
            return null;
        });
        var fault = await Within("T1", async txn => await txn.Stored.ClaimWrite(Key(15)));
        Assert.Equal(FaultKind.Conflict, fault!.Kind);
    }

    [Fact]
    [Scenario("X58")]
    public async Task X58_a_write_that_is_abandoned_holds_nobody_up_after_its_time()
    {
        await Within("T1", Write(5), TimeSpan.FromSeconds(3));
        Assert.Equal("waits", await Do("T2 read", mayWait: true));
        Pass(TimeSpan.FromSeconds(4));
        Assert.Equal("0", await Do("T2 read"));
    }

    /// <summary>One step; what it comes to, or "waits" where it may.</summary>
    private async Task<string> Do(string step, bool mayWait = false)
    {
        if (!_waiting.Remove(step, out var task)) task = Run(step.Split(' '));
        if (!mayWait || task.IsCompleted) return await task.WaitAsync(s_patience);
        _waiting.Add(step, task);
        return "waits";
    }

    private async Task<string> Run(string[] step)
    {
        var id = TxnId.Parse(IdOf(step[0]))!.Value;
        switch (step[1])
        {
            case "read":
                long value = 0;
                var fault = await Within(step[0], async txn =>
                {
                    if (await txn.Stored.ClaimRead(KeyRange.Of(Key(0))) is { } late) return late;
                    value = BitConverter.ToInt64(txn.Stored.Get(Key(0)));
                    return null;
                });
                return fault is null ? $"{value}" : Code(fault);
            case "write":
                var number = step.Length > 2 ? long.Parse(step[2]) : 9;
                fault = await Within(step[0], Write(number));
                return fault is null ? "" : Code(fault);
            case "commit":
                if (_voted.Add(step[0]))
                    Assert.Equal("yes", TestParticipant.TextOf(await Prepare(id), "vote"));
                return Code((await _engine.Control.Commit(id, null)).As<Fault>());
            case "ends":
                Assert.Equal("read", TestParticipant.TextOf(await Prepare(id), "vote"));
                return "";
            case "abort":
                return Code((await _engine.Control.Abort(id, null)).As<Fault>());
            default:
                throw new ArgumentException(string.Join(' ', step));
        }
    }

    private ValueTask<State> Prepare(TxnId id) => _engine.Control.Prepare(id, null);

    private static Func<Txn, Task<Fault?>> Write(long value) => async txn =>
        await txn.Stored.ClaimWrite(Key(0))
        ?? txn.Stored.Set(Key(0), BitConverter.GetBytes(value));

    /// <summary>One request of a transaction.</summary>
    private async Task<Fault?> Within(
        string name, Func<Txn, Task<Fault?>> work, TimeSpan? time = null)
    {
        var txn = _engine.Runner.Begin(
            TestEngine.Header() with
            {
                Id = IdOf(name),
                Owner = TestParticipant.Owner,
                Time = time,
            },
            out var fault);
        if (txn is null) return fault;
        fault = await work(txn);
        await _engine.Runner.End(txn, fault);
        _engine.Runner.Release(txn);
        return fault;
    }

    /// <summary>Time passes, and what is due happens.</summary>
    private void Pass(TimeSpan time)
    {
        var until = _clock.Now + time.Ticks;
        while (_clock.TryStep(until)) continue;
    }

    private string IdOf(string name) => $"{_now}-{int.Parse(name[1..]) + 1}";

    private static string Code(Fault? fault) => fault?.Kind switch
    {
        null => "",
        FaultKind.Conflict => "409",
        _ => fault.Message,
    };

    private static byte[] Key(byte number) => [.. "12345678"u8, number];
}
