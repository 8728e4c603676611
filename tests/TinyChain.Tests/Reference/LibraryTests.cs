using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using TinyChain.Codegen;
using TinyChain.Codegen.Bundles;
using TinyChain.Codegen.Tiering;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel;
using TinyChain.Runtime.Kernel.Directories;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Ir.Encodings;
using Xunit;

namespace TinyChain.Tests.Reference;

/// <summary>
/// Ops that call one another directly do what they do by way of the router, which knows nothing of
/// direct calls: the same state, for the same fuel, or the same fault with the same stack. Each
/// run tries other libraries; `TC_OPS` and `TC_SEED` are as in AgreementTests.
/// </summary>
public sealed class LibraryTests
{
    private const int Fuel = 6_000;

    private static readonly string[] s_keys =
        ["0", "1", "3", "6", "-1", "2.5", "true", "\"x\"", "null", "9223372036854775807", "40"];

    [Fact]
    public async Task Direct_calls_answer_as_routed_ones_do()
    {
        var first = Setting("TC_SEED") ?? Random.Shared.Next(1_000_000_000);
        var count = Setting("TC_OPS") ?? (Setting("TC_SEED") is null ? 400 : 1);
        var failures = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Enumerable.Range(first, count), async (seed, _) =>
        {
            if (!failures.IsEmpty || await Problem(seed) is not { } problem) return;
            failures.Enqueue($"{problem}\nTC_SEED={seed}\n{LibraryGenerator.Make(seed).Json}");
        });
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
    }

    private static int? Setting(string variable) => int.TryParse(
        Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var n)
        ? n : null;

    private static async Task<string?> Problem(int seed)
    {
        var (json, arePosts) = LibraryGenerator.Make(seed);
        var routed = await Installed(new Routing(Cache(Tier.Interpret)), json);
        List<(string Name, Host Host)> hosts =
        [
            ("interpreted", await Installed(Cache(Tier.Interpret), json)),
            ("emitted", await Installed(Cache(Tier.Emit), json)),
            ("promoted", await Installed(Cache(Tier.Auto), json)),
        ];
        if (seed % 8 == 0)
            hosts.Add(("IL of a bundle", await Installed(Bundled(json, BundleEmit.Il), json)));
        if (seed % 64 == 0)
            hosts.Add(("C# of a bundle", await Installed(Bundled(json, BundleEmit.CSharp), json)));
        var random = new Random(seed);
        for (var i = 0; i < 3 * arePosts.Length; i++)
        {
            var (op, key) = (i % arePosts.Length, s_keys[random.Next(s_keys.Length)]);
            var other = s_keys[random.Next(s_keys.Length)];
            var parameters = arePosts[op] ? $"{{\"a\": {key}, \"b\": {other}}}" : null;
            var expected = await routed.Call(op, key, parameters);
            var interpreted = expected;
            foreach (var (name, host) in hosts)
            {
                var actual = await host.Call(op, key, parameters);
                if (actual.Text != expected.Text)
                {
                    return $"f{op} {parameters ?? key} {name}\nrouted: {expected}\n"
                        + $"direct: {actual}";
                }

                // The same variants, so each fault to the letter.
                if (name == "interpreted") interpreted = actual;
                else if (name is "emitted" or "promoted" && actual != interpreted)
                {
                    return $"f{op} {parameters ?? key} {name}: {actual}\n"
                        + $"interpreted: {interpreted}";
                }
            }
        }

        return null;
    }

    private static OpCache Cache(Tier tier) => new(new CompilerOptions
    {
        Tiers = new() { Tier = tier, Threshold = 1, IsImmediate = true },
    });

    private static BundledOps Bundled(string json, BundleEmit emit)
    {
        var definition = OpParser.ParseValue(Encoding.UTF8.GetBytes(json)).Product!;
        var library = LibrarySource.Read(definition, new DiagnosticBag())!;
        var bundle = Bundle.Read(BundleCompiler.Build([library], emit), out _)!;
        var ops = new BundledOps(Cache(Tier.Emit));
        ops.Add(bundle);
        return ops;
    }

    private static async Task<Host> Installed(ICompiledOps ops, string json)
    {
        var host = new Host(ops);
        await host.Put("/lib", "test", Parse("true"));
        await host.Put("/lib/test", "calls", Parse("false"));
        await host.Put(LibraryGenerator.Item, "0.0.0", Parse(json));
        return host;
    }

    private static State Parse(string json)
    {
        var parsed = OpParser.ParseValue(Encoding.UTF8.GetBytes(json));
        Assert.True(parsed.IsOk, $"{string.Join("; ", parsed.Diagnostics.Items)}: {json}");
        return parsed.Product is LiteralNode literal
            ? literal.Value : State.Of(new RefState(parsed.Product));
    }

    /// <summary>Hears of no library.</summary>
    private sealed class Routing(ICompiledOps ops) : ICompiledOps
    {
        public CompiledOp? Get(OpDef op, out Fault? fault) => ops.Get(op, out fault);
    }

    private sealed class Host
    {
        private readonly Machinery _machinery;
        private readonly Router _router;

        internal Host(ICompiledOps ops)
        {
            var store = new MemoryStore();
            var replica = Replica.Load(store, new Zeros(), Link.Local("/"));
            _router = new Router(
                new Dictionary<string, Handler>
                {
                    ["state"] = new StateHandler(),
                    ["error"] = new ErrorHandler(),
                    ["lib"] = new LibraryHandler(
                        new DirectoryStore(store, Id.Of("lib")), replica, new Reports(_ => { })),
                },
                []);
            _machinery = new Machinery(ops, _router);
        }

        internal async Task Put(string link, string key, State body)
        {
            var answer = await _router.Handle(Context(out _), new Request(
                Verb.Put, Link.Local(link), State.Of(key), body));
            Assert.False(answer.IsFault, StateDump.Of(answer));
        }

        /// <summary>
        /// What comes of it, as text: a state or a fault, and the fuel; then all of the fault.
        /// </summary>
        internal async Task<(string Text, string Fault)> Call(
            int op, string key, string? parameters)
        {
            var context = Context(out var budget);
            var link = Link.Local($"{LibraryGenerator.Item}/0.0.0/f{op}");
            var answer = await (parameters is null ? _router.Get(context, link, Parse(key))
                : _router.Post(context, link, Parse(parameters)));
            if (answer.As<Fault>() is not { } fault)
                return ($"{StateDump.Of(answer)} for {budget.Used}", "");
            // Where fuel ends is found out at the next call or turn; and what is known of operands
            // shows in some messages.
            var stack = string.Join("; ", fault.Stack);
            return (
                budget.Spent is not null ? fault.Message : $"{fault.Kind} [{stack}]",
                $"{fault.Message} [{stack}] for {budget.Used}");
        }

        private CallContext Context(out Budget budget)
        {
            budget = new Budget(TimeProvider.System, TimeSpan.FromSeconds(60), Fuel);
            return new(Caller.Anonymous, new Txn(default), budget, _machinery);
        }
    }

    /// <summary>Nobody here needs a secret.</summary>
    private sealed class Zeros : IEntropy
    {
        public void Fill(Span<byte> bytes) => bytes.Clear();
    }
}
