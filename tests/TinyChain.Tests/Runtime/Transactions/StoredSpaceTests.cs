using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>
/// Random transactions over few keys, interleaved: each sees what the slow history says, and the
/// store ends with the newest commit of each key.
/// </summary>
public sealed class StoredSpaceTests
{
    private static readonly byte[] s_prefix = "12345678"u8.ToArray();

    [Fact]
    public async Task Interleaved_transactions_see_older_commits_and_their_own_writes()
    {
        var seed = TestEngine.Seed;
        for (var i = 0; i < 60; i++)
        {
            try
            {
                await Interleave(new Random(seed + i));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"TC_SEED={seed + i}", e);
            }
        }
    }

    private static async Task Interleave(Random random)
    {
        await using var engine = TestEngine.Over(new MemoryStore());
        engine.Commits.Start();
        var slow = new SlowHistory();
        var open = new List<Txn>();
        for (var step = 0; step < 300; step++)
        {
            if (open.Count < 6 && random.Next(4) == 0)
                open.Add(engine.Runner.Begin(TestEngine.Header(), out _)!);
            if (open.Count == 0) continue;
            var txn = open[random.Next(open.Count)];
            switch (random.Next(8))
            {
                case 0:
                    open.Remove(txn);
                    await End(engine, slow, txn, random.Next(3) > 0);
                    break;
                case < 4:
                    await Write(slow, txn, random);
                    break;
                default:
                    await Read(slow, txn, random);
                    break;
            }
        }

        foreach (var txn in open) await End(engine, slow, txn, true);
        var last = engine.Runner.Begin(TestEngine.Header(Verb.Get), out _)!;
        Compare(slow, last, KeyRange.Under(s_prefix), false);
        engine.Runner.Release(last);
    }

    private static async Task Write(SlowHistory slow, Txn txn, Random random)
    {
        var key = Key(random);
        var claim = txn.Stored.ClaimWrite(key);
        // Who would wait stays out of this test: it has one thread.
        if (!claim.IsCompleted || await claim is not null) return;
        var value = random.Next(4) == 0 ? null : BitConverter.GetBytes(random.Next());
        Assert.Null(txn.Stored.Set(key, value));
        slow.Write(txn.Id, key, value);
    }

    private static async Task Read(SlowHistory slow, Txn txn, Random random)
    {
        var (a, b) = (Key(random), Key(random));
        var range = random.Next(3) == 0 ? KeyRange.Of(a)
            : KeyComparer.Instance.Compare(a, b) < 0 ? new KeyRange(a, b) : new KeyRange(b, a);
        var claim = txn.Stored.ClaimRead(range);
        if (!claim.IsCompleted || await claim is not null) return;
        Compare(slow, txn, range, random.Next(2) == 0);
    }

    private static void Compare(SlowHistory slow, Txn txn, KeyRange range, bool isReversed)
    {
        var expected = slow.Keys(txn.Id, range);
        if (isReversed) expected.Reverse();
        var entries = txn.Stored.Scan(range, isReversed).ToList();
        Assert.Equal(expected, entries.Select(entry => entry.Key));
        foreach (var (key, value) in entries)
        {
            Assert.Equal(slow.Get(txn.Id, key), value);
            Assert.Equal(value, txn.Stored.Get(key));
        }
    }

    private static async Task End(TxnEngine engine, SlowHistory slow, Txn txn, bool isCommit)
    {
        var fault = isCommit ? null : Fault.BadRequest("no");
        var (outcome, _) = await engine.Runner.End(txn, fault);
        Assert.Equal(isCommit, outcome == OutcomeKind.Committed);
        slow.End(txn.Id, isCommit);
        engine.Runner.Release(txn);
    }

    private static byte[] Key(Random random) =>
        [.. s_prefix, (byte)random.Next(12), .. new byte[random.Next(2)]];
}
