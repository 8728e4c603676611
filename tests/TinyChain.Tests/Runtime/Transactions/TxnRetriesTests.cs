using System.Text;
using TinyChain.Ir;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>R1 to R3 of docs/protocol.md: who comes too late begins again.</summary>
public sealed class TxnRetriesTests : IAsyncDisposable
{
    private static readonly byte[] s_key = Encoding.UTF8.GetBytes("12345678key");

    private readonly TxnEngine _all = TestEngine.Over(new MemoryStore());

    public async ValueTask DisposeAsync() => await _all.DisposeAsync();

    [Fact]
    public async Task Who_lost_to_a_read_begins_again_above_it_and_may_write()
    {
        var (lost, reader) = (Begin(), Begin());
        Assert.Null(await reader.Stored.ClaimRead(KeyRange.Of(s_key)));
        var fault = await Lose(lost, s_key);
        Assert.Contains(reader.Id.ToString(), fault.Message);
        Assert.True(TxnRetries.Helps(lost, fault));
        var next = await _all.Retries.Again(lost, fault);
        Assert.True(next!.Id.CompareTo(reader.Id) > 0);
        Assert.Null(next.Stored.Set(s_key, [1]));
        End(next, reader);
    }

    [Fact]
    public async Task Who_lost_to_a_writer_waits_for_its_end()
    {
        var (lost, writer) = (Begin(), Begin());
        Assert.Null(await writer.Stored.ClaimWrite(s_key));
        var again = _all.Retries.Again(lost, await Lose(lost, s_key));
        Assert.False(again.IsCompleted);
        _all.Runner.Release(writer);
        End((await again)!);
    }

    [Fact]
    public async Task Work_of_the_hosts_own_that_lost_to_a_read_is_done_again()
    {
        _all.Commits.Start();
        var runs = 0;
        var answer = await _all.Retries.Run(async txn =>
        {
            // Overtakes the first run; waits for the second, which has claimed the key.
            var reader = Begin();
            var read = reader.Stored.ClaimRead(KeyRange.Of(s_key));
            if (runs++ == 0) Assert.Null(await read);
            var fault = await txn.Stored.ClaimWrite(s_key) ?? txn.Stored.Set(s_key, [1]);
            End(reader);
            return fault is null ? State.None : State.Of(fault);
        });
        Assert.False(answer.IsFault);
        Assert.Equal(2, runs);
        var after = Begin();
        Assert.Equal([1], after.Stored.Get(s_key));
        End(after);
    }

    [Fact]
    public async Task Those_who_lost_the_same_key_take_turns_each_above_the_one_before()
    {
        var (first, second, reader) = (Begin(), Begin(), Begin());
        Assert.Null(await reader.Stored.ClaimRead(KeyRange.Of(s_key)));
        var (fault, latter) = (await Lose(first, s_key), await Lose(second, s_key));
        var one = (await _all.Retries.Again(first, fault))!;
        var other = _all.Retries.Again(second, latter);
        Assert.False(other.IsCompleted);
        _all.Runner.Release(one);
        var two = (await other)!;
        Assert.True(two.Id.CompareTo(one.Id) > 0);
        Assert.Null(two.Stored.Set(s_key, [2]));
        End(two, reader);
    }

    [Fact]
    public async Task A_key_that_was_lost_once_is_claimed_before_anything_else()
    {
        var (lost, reader) = (Begin(), Begin());
        Assert.Null(await reader.Stored.ClaimRead(KeyRange.Of(s_key)));
        var next = (await _all.Retries.Again(lost, await Lose(lost, s_key)))!;
        var younger = Begin();
        var read = younger.Stored.ClaimRead(KeyRange.Of(s_key));
        Assert.False(read.IsCompleted);
        _all.Runner.Release(next);
        Assert.Null(await read);
        End(younger, reader);
    }

    [Fact]
    public async Task Who_waits_to_write_comes_before_younger_readers_and_oldest_first()
    {
        var (writer, old, reader, young) = (Begin(), Begin(), Begin(), Begin());
        Assert.Null(await writer.Stored.ClaimWrite(s_key));
        var waiting = (
            Young: young.Stored.ClaimWrite(s_key).AsTask(),
            Reader: reader.Stored.ClaimRead(KeyRange.Of(s_key)).AsTask(),
            Old: old.Stored.ClaimWrite(s_key).AsTask());
        _all.Runner.Release(writer);
        Assert.Null(await waiting.Old);
        Assert.False(waiting.Reader.IsCompleted || waiting.Young.IsCompleted);
        _all.Runner.Release(old);
        Assert.Null(await waiting.Reader);
        Assert.Null(await waiting.Young);
        End(reader, young);
    }

    [Fact]
    public async Task An_id_from_outside_is_not_exchanged()
    {
        var now = TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch;
        var id = $"{(now - TimeSpan.FromSeconds(1)).Ticks * 100}-1";
        var (chosen, reader) = (_all.Runner.Begin(
            TestEngine.Header(Verb.Put) with { Id = id }, out _)!, Begin());
        Assert.Null(await reader.Stored.ClaimRead(KeyRange.Of(s_key)));
        Assert.False(TxnRetries.Helps(chosen, await Lose(chosen, s_key)));
        End(chosen, reader);
    }

    [Fact]
    public async Task Nothing_begins_again_that_another_host_has_joined()
    {
        var (lost, reader) = (Begin(), Begin());
        Assert.Null(await reader.Stored.ClaimRead(KeyRange.Of(s_key)));
        var fault = await Lose(lost, s_key);
        Assert.NotNull(_all.Calls.Begin(lost, out _));
        Assert.True(TxnRetries.Helps(lost, fault));
        var other = TestParticipant.Owner.Cluster;
        Assert.False(_all.Control.Join(lost.Id, other, null).IsFault);
        Assert.False(TxnRetries.Helps(lost, fault));
        End(lost, reader);
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(10_000, false)]
    public async Task R1_who_is_told_by_another_host_begins_above_that_or_not_at_all(
        int aheadMs, bool isBegun)
    {
        var lost = Begin();
        var above = new TxnId(lost.Id.TimeNs + ((ulong)aheadMs * 1_000_000), 1);
        var fault = Fault.TooEarly("there", above.ToString()).Within("at a host");
        Assert.True(TxnRetries.Helps(lost, fault));
        var next = await _all.Retries.Again(lost, fault);
        Assert.Equal(isBegun, next is not null);
        if (next is null) return;
        Assert.True(next.Id.CompareTo(above) > 0);
        End(next);
    }

    [Fact]
    public async Task R1_what_another_host_tells_is_no_id_and_nothing_begins()
    {
        Assert.Null(await _all.Retries.Again(Begin(), Fault.TooEarly("there", "soon")));
        Assert.Equal(0, _all.Open);
    }

    [Fact]
    public async Task What_is_called_back_begins_again_with_the_request_and_not_by_itself()
    {
        var (main, reader) = (Begin(), Begin());
        Assert.Null(await reader.Stored.ClaimRead(KeyRange.Of(s_key)));
        var called = _all.Calls.Begin(main, out _)!.Txn;
        var back = _all.Runner.Begin(
            TestEngine.Header() with { Id = called.Id, Owner = new(called.Owner, "") }, out _)!;
        var fault = await Lose(back, s_key);
        Assert.False(TxnRetries.Helps(back, fault));
        Assert.True(TxnRetries.Helps(main, fault));
        End(back, main, reader);
    }

    [Fact]
    public void A_conflict_that_the_request_made_itself_is_its_answer()
    {
        var txn = Begin();
        Assert.False(TxnRetries.Helps(txn, Fault.Conflict("of my own")));
        End(txn);
    }

    [Fact]
    public async Task After_so_many_keys_it_is_in_vain()
    {
        var txn = Begin();
        for (var i = 0; i < Limits.TxnRetries; i++)
        {
            var fault = await LoseTo(Begin(), txn, [.. s_key, (byte)i]);
            Assert.True(TxnRetries.Helps(txn, fault));
            txn = (await _all.Retries.Again(txn, fault))!;
        }

        Assert.False(TxnRetries.Helps(txn, await LoseTo(Begin(), txn, s_key)));
        End(txn);
        Assert.Equal(0, _all.Open);
    }

    private static async Task<Fault> Lose(Txn txn, byte[] key)
    {
        var fault = await txn.Stored.ClaimWrite(key);
        Assert.Equal(FaultKind.Conflict, fault!.Kind);
        return fault;
    }

    private async Task<Fault> LoseTo(Txn reader, Txn txn, byte[] key)
    {
        Assert.Null(await reader.Stored.ClaimRead(KeyRange.Of(key)));
        End(reader);
        return await Lose(txn, key);
    }

    private Txn Begin() => _all.Runner.Begin(TestEngine.Header(Verb.Put), out _)!;

    private void End(params Txn[] txns)
    {
        foreach (var txn in txns) _all.Runner.Release(txn);
    }
}
