using System.Runtime.CompilerServices;
using TinyChain.Codegen;
using TinyChain.Codegen.Tiering;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Runtime.Execution;
using Xunit;

namespace TinyChain.Tests.Codegen;

public sealed class OpCacheTests
{
    [Fact]
    public void An_op_is_compiled_once_however_often_it_is_written()
    {
        var cache = new OpCache();
        var first = cache.Get(OpRun.Parse("""[["r", {"a": 1}]]"""), out _);
        Assert.NotNull(first);
        Assert.Same(first, cache.Get(OpRun.Parse("""[["r",  {"a": 1}]]"""), out _));
        Assert.NotSame(first, cache.Get(OpRun.Parse("""[["r", {"a": 1.0}]]"""), out _));
        Assert.NotSame(first, cache.Get(OpRun.Parse("""[["r", {"a": true}]]"""), out _));
    }

    [Fact]
    public void The_least_recently_used_op_goes_first()
    {
        var cache = new OpCache(new CompilerOptions { Capacity = 2 });
        var kept = cache.Get(OpRun.Parse("""[["r", 1]]"""), out _);
        cache.Get(OpRun.Parse("""[["r", 2]]"""), out _);
        Assert.Same(kept, cache.Get(OpRun.Parse("""[["r", 1]]"""), out _));
        cache.Get(OpRun.Parse("""[["r", 3]]"""), out _);
        Assert.Equal(2, cache.Count);
        Assert.Same(kept, cache.Get(OpRun.Parse("""[["r", 1]]"""), out _));
    }

    /// <summary>`TC_CACHE_OPS=100000` is the soak; a process that runs it stays flat.</summary>
    [Theory]
    [InlineData(Tier.Interpret)]
    [InlineData(Tier.Emit)]
    public async Task A_flood_of_ops_leaves_no_more_behind_than_the_cache_holds(Tier tier)
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("TC_CACHE_OPS"), out var n)
            ? n : 400;
        var cache = new OpCache(
            new CompilerOptions { Capacity = count / 100, Tiers = new() { Tier = tier } });
        var compiled = await RunMany(cache, count);
        var most = 2 * count / 100;
        for (var i = 0; i < 10 && compiled.Count(e => e.IsAlive) > most; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.InRange(compiled.Count(e => e.IsAlive), 0, most);
        Assert.Equal(count - cache.Count, cache.Counters.Ops.Evictions);
        var counters = cache.Counters;
        Assert.Equal(count, tier == Tier.Emit ? counters.Emitted : counters.Interpreted);
    }

    /// <summary>The definition is kept by who holds it; its code is not.</summary>
    [Fact]
    public void An_op_that_was_dropped_is_compiled_anew_for_who_still_has_it()
    {
        var cache = new OpCache(new CompilerOptions { Capacity = 1 });
        var (kept, other) = (OpRun.Parse("""[["r", 1]]"""), OpRun.Parse("""[["r", 2]]"""));
        for (var i = 0; i < 3; i++)
        {
            var first = cache.Get(kept, out _);
            Assert.Same(first, cache.Get(kept, out _));
            cache.Get(other, out _);
            Assert.NotSame(first, cache.Get(kept, out _));
        }
    }

    [Fact]
    public void Bytes_bound_the_cache_and_are_told_by_op()
    {
        var cache = new OpCache(new CompilerOptions { MaxBytes = 30_000 });
        for (var i = 0; i < 50; i++) cache.Get(OpRun.Parse($$"""[["r", {{i}}]]"""), out _);
        Assert.InRange(cache.Count, 2, 40);
        Assert.InRange(cache.Counters.Ops.Bytes, 1, 30_000);
        Assert.Equal(cache.Counters.Ops.Bytes, cache.Ops.Sum(op => op.Bytes));
    }

    [Fact]
    public void What_was_installed_is_emitted_before_it_is_called()
    {
        var cache = new OpCache(
            new CompilerOptions { Tiers = new() { IsImmediate = true } });
        cache.Warm(OpRun.Parse("""[["x", 1], ["r", {"$x/add": 1}]]"""));
        Assert.Equal(1, Assert.Single(cache.Ops).Emitted);
        Assert.Equal(0, cache.Counters.Interpreted);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> RunMany(OpCache cache, int count)
    {
        var emitted = new List<WeakReference>();
        for (var i = 0; i < count; i++)
        {
            var op = OpRun.Parse($$"""[["x", {{i}}], ["r", {"$x/add": 1}]]""");
            emitted.Add(new WeakReference(cache.Get(op, out _)));
            var context = new CallContext(
                Caller.Anonymous, new Txn(new TxnId(1, 1)),
                new Budget(TimeProvider.System, TimeSpan.FromSeconds(60)),
                new Machinery(cache, new SlowVerbs()));
            Assert.Equal(i + 1, (await OpRunner.Run(context, op)).AsI64);
        }

        return emitted;
    }
}
