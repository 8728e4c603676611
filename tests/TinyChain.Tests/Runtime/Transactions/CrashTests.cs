using System.Buffers.Binary;
using System.Globalization;
using TinyChain.Host.Simulation;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>
/// D1 and I1 of docs/protocol.md, at every point where the power can go: what was acknowledged is
/// there, each transaction is there whole or not at all, and ids go on from where they were.
/// TC_CRASHES sets how many schedules are tried (10,000 take about half a minute).
/// </summary>
public sealed class CrashTests
{
    private const int Keys = 8;

    private static readonly byte[] s_prefix = "12345678"u8.ToArray();

    private static int Schedules => int.Parse(
        Environment.GetEnvironmentVariable("TC_CRASHES") ?? "500", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_half_there()
    {
        var seed = TestEngine.Seed;
        for (var i = 0; i < Schedules; i++)
        {
            var problem = await Live(seed + i, Honesty.Honest);
            Assert.True(problem is null, $"TC_SEED={seed + i}: {problem}");
        }
    }

    [Theory]
    [InlineData((int)Honesty.ForgetsSync)]
    [InlineData((int)Honesty.Tears)]
    public async Task A_disk_that_lies_is_found_out(int honesty)
    {
        var seed = 1;
        while (seed < 500 && await Live(seed, (Honesty)honesty) is null) seed++;
        Assert.True(seed < 500, "nobody noticed");
    }

    /// <summary>Three lives of a host over one disk; null, or what is wrong after one.</summary>
    private static async Task<string?> Live(int seed, Honesty honesty)
    {
        var random = new Random(seed);
        var store = new SimDisk(random, honesty);
        store.BreakAfter(random.Next(40));
        var history = new CrashHistory();
        for (var life = 0; life < 3; life++)
        {
            if (await Run(store, history, random) is { } problem) return problem;
            store = store.Restart();
            if (history.Judge(Values(store)) is { } damage) return damage;
            store.BreakAfter(random.Next(40));
        }

        return null;
    }

    private static async Task<string?> Run(SimDisk store, CrashHistory history, Random random)
    {
        TxnEngine engine;
        try
        {
            engine = TestEngine.Over(store);
            while (!store.IsBroken)
            {
                var ends = new List<(Txn Txn, Task<(OutcomeKind Outcome, Fault? Reason)> End)>();
                for (var i = random.Next(1, 4); i > 0; i--)
                {
                    if (engine.Runner.Begin(TestEngine.Header(), out _) is not { } txn) break;
                    if (txn.Id.CompareTo(history.Last) <= 0) return $"{txn.Id} is no later id";
                    history.Wrote(txn.Id, Write(txn, random));
                    ends.Add((txn, engine.Runner.End(txn, null).AsTask()));
                }

                while (engine.Commits.WriteBatch())
                {
                }

                foreach (var (txn, end) in ends)
                    history.Ended(txn.Id, (await end).Outcome);
            }
        }
        catch (IOException)
        {
            // The power went while the clock was being set: nothing was promised.
        }

        return null;
    }

    // Each transaction writes its own id under some keys, so that its parts can be told.
    private static List<byte[]> Write(Txn txn, Random random)
    {
        var value = new byte[10];
        BinaryPrimitives.WriteUInt64BigEndian(value, txn.Id.TimeNs);
        BinaryPrimitives.WriteUInt16BigEndian(value.AsSpan(8), txn.Id.Nonce);
        var written = new List<byte[]>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            byte[] key = [.. s_prefix, (byte)random.Next(Keys)];
            var claim = txn.Stored.ClaimWrite(key);
            if (!claim.IsCompleted || claim.Result is not null) continue;
            txn.Stored.Set(key, value);
            written.Add(key);
        }

        return written;
    }

    private static Dictionary<byte[], TxnId> Values(SimDisk disk) =>
        disk.Scan(KeyRange.Under([1, .. s_prefix]), Keys).ToDictionary(
            entry => entry.Key[1..],
            entry => new TxnId(
                BinaryPrimitives.ReadUInt64BigEndian(entry.Value),
                BinaryPrimitives.ReadUInt16BigEndian(entry.Value.AsSpan(8))),
            KeyComparer.Instance);
}
