using System.Diagnostics;
using Xunit;

namespace TinyChain.Tests.Conformance;

/// <summary>
/// Many that never end, at once: each is stopped in time, and others are answered meanwhile. Runs
/// alone, as it measures time; the bounds are wide, for what it guards against is ten times as
/// slow.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class BusyTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData(32)]
    [InlineData(200)]
    public async Task Endless_loops_end_in_time_and_leave_room_for_others(int count)
    {
        var (verb, target, body) = HostileInputs.All["an endless while"];
        var clock = Stopwatch.StartNew();
        var loops = Enumerable.Range(0, count)
            .Select(_ => Task.Run(() => RawHttp.Send(host.Address, verb, target, body)))
            .ToList();
        var worst = TimeSpan.Zero;
        var others = 0;
        for (var all = Task.WhenAll(loops); !all.IsCompleted; others++)
        {
            var start = clock.Elapsed;
            var (status, _) = await RawHttp.Send(host.Address, "GET", "/lib");
            Assert.Equal(200, status);
            if (clock.Elapsed - start > worst) worst = clock.Elapsed - start;
        }

        var took = clock.Elapsed;
        foreach (var loop in loops) Assert.Contains((await loop).Status, new[] { 408, 503 });
        Assert.True(
            took < 2 * TestHost.RequestTtl && worst < TestHost.RequestTtl,
            $"all took {took}, the slowest of {others} other requests {worst}");
    }
}
