using System.Text;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;
using TinyChain.Runtime.Transactions.Locks;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>The rules L1 to L6 of docs/protocol.md.</summary>
public sealed class LockTableTests
{
    private static readonly TxnId s_one = new(1, 0);
    private static readonly TxnId s_two = new(2, 0);
    private static readonly TxnId s_three = new(3, 0);

    private readonly LockTable _locks = new();

    [Fact]
    public void L1_a_read_waits_for_an_older_write_and_not_for_a_younger_one()
    {
        Assert.Equal(LockVerdict.Granted, _locks.Write(s_two, Key("k")).Verdict);
        Assert.Equal(LockAnswer.Wait(s_two), _locks.Read(s_three, All));
        Assert.Equal(LockAnswer.Wait(s_two), _locks.Read(s_three, KeyRange.Of(Key("k"))));
        Assert.Equal(LockVerdict.Granted, _locks.Read(s_three, KeyRange.Of(Key("l"))).Verdict);
        Assert.Equal(LockVerdict.Granted, _locks.Read(s_one, All).Verdict);
        Assert.Equal(LockVerdict.Granted, _locks.Read(s_two, All).Verdict);
    }

    [Fact]
    public void L2_a_write_waits_for_an_older_write_and_conflicts_with_a_younger_one()
    {
        _locks.Write(s_two, Key("k"));
        Assert.Equal(LockAnswer.Wait(s_two), _locks.Write(s_three, Key("k")));
        Assert.Equal(LockAnswer.Conflict(s_two), _locks.Write(s_one, Key("k")));
        Assert.Equal(LockVerdict.Granted, _locks.Write(s_two, Key("k")).Verdict);
        Assert.Equal(LockVerdict.Granted, _locks.Write(s_one, Key("l")).Verdict);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void L3_a_write_conflicts_with_a_younger_read_of_its_key_or_range(bool isRange)
    {
        _locks.Read(s_two, isRange ? All : KeyRange.Of(Key("k")));
        Assert.Equal(LockAnswer.Conflict(s_two), _locks.Write(s_one, Key("k")));
        Assert.Equal(LockVerdict.Granted, _locks.Write(s_two, Key("k")).Verdict);
        Assert.Equal(
            isRange ? LockVerdict.Conflict : LockVerdict.Granted,
            _locks.Write(s_one, Key("l")).Verdict);
    }

    [Fact]
    public void L4_a_mark_outlives_its_transaction()
    {
        _locks.Read(s_three, KeyRange.Of(Key("r")));
        _locks.Write(s_three, Key("w"));
        _locks.Release(s_three, isCommitted: true);
        Assert.Equal(LockAnswer.Conflict(s_three), _locks.Write(s_two, Key("r")));
        Assert.Equal(LockAnswer.Conflict(s_three), _locks.Write(s_two, Key("w")));
    }

    [Fact]
    public void L5_a_rolled_back_write_leaves_nothing()
    {
        _locks.Write(s_three, Key("k"));
        _locks.Release(s_three, isCommitted: false);
        Assert.Equal(LockVerdict.Granted, _locks.Write(s_two, Key("k")).Verdict);
        Assert.Equal(1, _locks.Writers);
    }

    [Fact]
    public void L6_marks_before_the_horizon_are_forgotten()
    {
        _locks.Read(s_two, All);
        _locks.Prune(s_three);
        Assert.Equal(LockVerdict.Granted, _locks.Write(s_one, Key("k")).Verdict);
    }

    [Fact]
    public void Marks_in_a_flood_are_folded_and_still_conflict()
    {
        for (var i = 0; i < 70_000; i++) _locks.Read(s_two, KeyRange.Of(Key($"k{i}")));
        for (var i = 0; i < 2_000; i++)
            _locks.Read(s_three, new KeyRange(Key($"a{i}"), Key($"b{i}")));
        foreach (var i in new[] { 0, 40_000, 69_999 })
            Assert.Equal(LockVerdict.Conflict, _locks.Write(s_one, Key($"k{i}")).Verdict);
        foreach (var i in new[] { 0, 1_999 })
            Assert.Equal(LockVerdict.Conflict, _locks.Write(s_two, Key($"a{i}x")).Verdict);
        Assert.Equal(LockVerdict.Granted, _locks.Write(new TxnId(4, 0), Key("k1")).Verdict);
    }

    private static KeyRange All => KeyRange.Under(Encoding.UTF8.GetBytes("12345678"));

    private static byte[] Key(string text) => Encoding.UTF8.GetBytes("12345678" + text);
}
