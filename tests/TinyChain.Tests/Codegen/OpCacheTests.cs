using System.Runtime.CompilerServices;
using TinyChain.Codegen;
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

    [Fact]
    public async Task Code_that_was_dropped_is_collected()
    {
        var cache = new OpCache(new CompilerOptions { Capacity = 4 });
        var emitted = await RunMany(cache, 40);
        for (var i = 0; i < 10 && emitted.Count(e => e.IsAlive) > 8; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.InRange(emitted.Count(e => e.IsAlive), 0, 8);
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
