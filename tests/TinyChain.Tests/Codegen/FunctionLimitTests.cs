using TinyChain.Codegen;
using TinyChain.Codegen.Bundles;
using TinyChain.Codegen.Tiering;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Tests.Codegen.Bundles;
using TinyChain.Tests.Ir.Encodings;
using TinyChain.Tests.Reference;
using Xunit;

namespace TinyChain.Tests.Codegen;

/// <summary>
/// Functions end at the limits of fuel and depth with the same fault, for the same fuel, in every
/// tier, however much their code was unfolded.
/// </summary>
public sealed class FunctionLimitTests
{
    private const string Link = "/lib/test/limits/0.0.0";
    private const int SmallStack = 512 * 1024;
    private const int LargeStack = 64 * 1024 * 1024;

    /// <summary>One that calls once, one that calls twice, two that call one another.</summary>
    private const string Ops = """
        "down": {"/state/scalar/op/get": ["n", [
            ["less", {"$n/sub": 1}],
            ["rest", {"LINK/down": [{"$less": []}]}],
            ["sum", {"$rest/add": 1}],
            ["r", {"/state/scalar/ref/if": [{"$n/lt": 1}, 0, {"$sum": []}]}]]]},
        "fib": {"/state/scalar/op/get": ["n", [
            ["a", {"$n/sub": 1}],
            ["b", {"$n/sub": 2}],
            ["x", {"LINK/fib": [{"$a": []}]}],
            ["y", {"LINK/fib": [{"$b": []}]}],
            ["sum", {"$x/add": [{"$y": []}]}],
            ["r", {"/state/scalar/ref/if": [{"$n/lt": 2}, {"$n": []}, {"$sum": []}]}]]]},
        "even": {"/state/scalar/op/get": ["n", [
            ["less", {"$n/sub": 1}],
            ["rest", {"LINK/odd": [{"$less": []}]}],
            ["r", {"/state/scalar/ref/if": [{"$n/lt": 1}, 1, {"$rest": []}]}]]]},
        "odd": {"/state/scalar/op/get": ["n", [
            ["less", {"$n/sub": 1}],
            ["rest", {"LINK/even": [{"$less": []}]}],
            ["r", {"/state/scalar/ref/if": [{"$n/lt": 1}, 0, {"$rest": []}]}]]]},
        "grow": {"/state/scalar/op/get": ["n", [
            ["less", {"$n/sub": 1}],
            ["rest", {"LINK/grow": [{"$less": []}]}],
            ["product", {"$rest/mul": 3}],
            ["r", {"/state/scalar/ref/if": [{"$n/lt": 1}, 1, {"$product": []}]}]]]}
        """;

    private static readonly string s_json =
        $"{{\"/lib/test/limits/0.0.0\": {{{Ops.Replace("LINK", Link)}}}}}";

    [Fact]
    public void Fuel_ends_functions_alike_in_every_tier()
    {
        var hosts = Hosts();
        foreach (var name in new[] { "fib", "down", "even" })
        {
            var all = Call(hosts[0], name, 7, FakeRun.MaxFuel).Used;
            for (var fuel = 1L; fuel <= all + 1; fuel++)
                Compare(hosts, name, 7, fuel);
        }
    }

    [Fact]
    public void Depth_ends_functions_alike_in_every_tier() => On(LargeStack, () =>
    {
        var hosts = Hosts();
        foreach (var name in new[] { "fib", "down", "even", "grow" })
        {
            foreach (var n in Enumerable.Range(500, 20)) Compare(hosts, name, n, 20_000);
        }

        Assert.Contains("509", Call(hosts[1], "down", 509, 20_000).Text);
        Assert.Contains("depth of calls", Call(hosts[1], "down", 519, 20_000).Text);
        foreach (var n in new[] { 38, 39, 40, 41, 100 }) Compare(hosts, "grow", n, 20_000);
    });

    /// <summary>Where the stack is too small for the limit, it is the limit.</summary>
    [Fact]
    public void Functions_end_in_time_on_a_small_stack()
    {
        foreach (var host in Hosts())
        {
            foreach (var (name, n) in new[] { ("down", 500), ("down", 600), ("even", 600) })
            {
                var expected = "";
                On(LargeStack, () => expected = Call(host, name, n, 20_000).Text);
                On(SmallStack, () =>
                {
                    var actual = Call(host, name, n, 20_000).Text;
                    Assert.True(actual == expected || actual.Contains("depth of calls"), actual);
                });
            }
        }
    }

    private static void Compare(Host[] hosts, string name, long n, long fuel)
    {
        var expected = Call(hosts[0], name, n, fuel);
        foreach (var host in hosts[1..])
        {
            var actual = Call(host, name, n, fuel);
            Assert.True(
                expected == actual,
                $"{name} {n} of {fuel}\n{hosts[0].Name}: {expected}\n{host.Name}: {actual}");
        }
    }

    private static (string Text, long Used) Call(Host host, string name, long n, long fuel)
    {
        Assert.True(host.Attributes.TryGet(name, out var op));
        var (answer, used) = FakeRun.Of(
            context => Dispatch.Get(context, op, [], State.Of(n)),
            host.Ops, new FakeWorld(), fuel);
        return answer.As<Fault>() is { } fault
            ? ($"{fault.Kind}: {fault.Message} [{string.Join("; ", fault.Stack)}]", used)
            : (StateDump.Of(answer), used);
    }

    private static Host[] Hosts() =>
    [
        Made("interpreted", Cache(Tier.Interpret)),
        Made("emitted", Cache(Tier.Emit)),
        Made("bundled", Bundled()),
    ];

    private static Host Made(string name, ICompiledOps ops)
    {
        var library = Libraries.Read(s_json);
        var attributes = library.Content.As<MapState>()!;
        ops.Adopt(new Library(library.Link, attributes));
        return new(name, ops, attributes);
    }

    private static OpCache Cache(Tier tier) => new(new CompilerOptions
    {
        Tiers = new() { Tier = tier, Threshold = 1, IsImmediate = true },
    });

    private static BundledOps Bundled()
    {
        var file = BundleCompiler.Build([Libraries.Read(s_json)], BundleEmit.Il);
        var ops = new BundledOps(Cache(Tier.Emit));
        ops.Add(Bundle.Read(file, out _)!);
        return ops;
    }

    /// <summary>Does something on a thread with a stack of so many bytes.</summary>
    private static void On(int stack, Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action), stack);
        thread.Start();
        thread.Join();
        Assert.True(failure is null, failure?.ToString());
    }

    private sealed record Host(string Name, ICompiledOps Ops, MapState Attributes);
}
