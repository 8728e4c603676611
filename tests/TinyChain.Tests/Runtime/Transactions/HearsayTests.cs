using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>M8: what a host has only heard of transactions that it does not know.</summary>
public sealed class HearsayTests : IAsyncDisposable
{
    private static readonly TxnOwner s_owner = Of("http://shop.test/service/a/b", "11");
    private static readonly TxnOwner s_other = Of("http://other.test/service/c/d", "22");

    private readonly MemoryStore _store = new();
    private TxnEngine _engine;

    public HearsayTests() => _engine = Start();

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _store.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task M8_a_forgotten_commit_is_unknown_whatever_others_say(bool isAbort)
    {
        // One host's alone: nothing in the store tells of it.
        var txn = _engine.Runner.Begin(TestEngine.Header(), out _)!;
        Assert.Null(await txn.Stored.ClaimWrite(TestParticipant.Row));
        Assert.Null(txn.Stored.Set(TestParticipant.Row, [1]));
        Assert.Equal(OutcomeKind.Committed, (await _engine.Runner.End(txn, null)).Outcome);
        _engine.Runner.Release(txn);
        await _engine.DisposeAsync();
        _engine = Start();

        await Hear(txn.Id, s_other, isAbort);

        Assert.Equal("unknown", TestParticipant.Stage(_engine, txn.Id));
        var reader = _engine.Runner.Begin(TestEngine.Header(Verb.Get), out _)!;
        Assert.Equal([1], reader.Stored.Get(TestParticipant.Row));
        _engine.Runner.Release(reader);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task M8_who_has_ended_it_enters_no_more_and_commits_no_more(bool isAbort)
    {
        var id = NewId();
        await Hear(id, s_owner, isAbort);

        Assert.Null(Enter(id, s_owner, out var late));
        Assert.True(late!.IsEcho);
        var commit = await _engine.Control.Commit(id, s_owner);
        Assert.Equal(FaultKind.Conflict, commit.As<Fault>()?.Kind);
        Assert.Equal("unknown", TestParticipant.Stage(_engine, id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task M8_it_is_nothing_to_another_owner(bool isAbort)
    {
        var id = NewId();
        await Hear(id, s_other, isAbort);

        Assert.Equal("committed", TestParticipant.TextOf(
            await _engine.Control.Commit(id, s_owner), "state"));
        Assert.Equal(id, await TestParticipant.Vote(_engine, id.ToString(), s_owner));
        var abort = await _engine.Control.Abort(id, s_other);
        Assert.Equal(FaultKind.Forbidden, abort.As<Fault>()?.Kind);
        Assert.Equal("prepared", TestParticipant.Stage(_engine, id));
        Assert.Equal("committed", TestParticipant.TextOf(
            await _engine.Control.Commit(id, s_owner), "state"));
        Assert.Equal("committed", TestParticipant.Stage(_engine, id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task M8_a_readers_id_stays_the_readers(bool isAbort)
    {
        var id = NewId();
        var read = TestEngine.Header() with
        {
            Verb = Verb.Get, Id = id.ToString(), Principal = "ada",
        };
        _engine.Runner.Release(_engine.Runner.Begin(read, out _)!);
        await Hear(id, s_other, isAbort);

        Assert.Null(_engine.Runner.Begin(
            read with { Verb = Verb.Put, Principal = "bob" }, out var fault));
        Assert.Equal(FaultKind.Conflict, fault!.Kind);
        var write = _engine.Runner.Begin(read with { Verb = Verb.Put }, out fault);
        Assert.Null(fault);
        _engine.Runner.Release(write!);
    }

    [Fact]
    public async Task M8_what_was_rolled_back_here_is_a_fact_and_its_owner_known()
    {
        var id = await TestParticipant.Vote(_engine, NewId().ToString(), s_owner);
        await _engine.Control.Abort(id, s_owner);
        var foreign = await _engine.Control.Abort(id, s_other);
        Assert.Equal(FaultKind.Forbidden, foreign.As<Fault>()?.Kind);
        Assert.Equal("aborted", TestParticipant.Stage(_engine, id));
        var commit = await _engine.Control.Commit(id, s_owner);
        Assert.Equal(FaultKind.Conflict, commit.As<Fault>()?.Kind);
    }

    private TxnEngine Start()
    {
        var engine = TestEngine.Over(_store, network: new TestParticipant.Agreeing());
        engine.Start();
        return engine;
    }

    private async Task Hear(TxnId id, TxnOwner by, bool isAbort)
    {
        var answer = isAbort
            ? await _engine.Control.Abort(id, by) : await _engine.Control.Prepare(id, by);
        Assert.Equal(
            isAbort ? "aborted" : "no",
            TestParticipant.TextOf(answer, isAbort ? "state" : "vote"));
    }

    private Txn? Enter(TxnId id, TxnOwner owner, out Fault? fault) => _engine.Runner.Begin(
        TestEngine.Header() with { Id = id.ToString(), Owner = owner }, out fault);

    private static TxnId NewId() => TxnId.Parse(TestParticipant.NewId(7))!.Value;

    private static TxnOwner Of(string cluster, string key) =>
        new(TestParticipant.LinkOf(cluster), key);
}
