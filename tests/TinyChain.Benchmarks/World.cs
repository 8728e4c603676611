using System.Text;
using TinyChain.Benchmarks.Programs;
using TinyChain.Codegen;
using TinyChain.Ir.Diagnostics;
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

namespace TinyChain.Benchmarks;

/// <summary>The kernel over a store in memory, and one endless request.</summary>
internal static class World
{
    /// <summary>A context whose calls may go on for ever, with the libraries installed.</summary>
    internal static async Task<CallContext> Open(params IEnumerable<BenchProgram> programs)
    {
        var router = NewRouter();
        var context = new CallContext(
            Caller.Anonymous, new Txn(new TxnId(1, 1)),
            new Budget(TimeProvider.System, TimeSpan.MaxValue, long.MaxValue),
            new Machinery(new OpCache(), router));
        var installed = programs.Where(p => p.IsInstalled).ToList();
        if (installed.Count > 0) await Put("/lib", "bench", "true");
        foreach (var program in installed)
        {
            var library = $"/lib/bench/{program.Name}";
            await Put("/lib/bench", program.Name, "false");
            await Put(
                library, "0.0.0",
                $$"""{"{{library}}": {"{{program.Name}}": {{program.Json}} } }""");
        }

        return context;

        async Task Put(string link, string key, string body)
        {
            var answer = await router.Handle(context, new Request(
                Verb.Put, Link.Local(link), State.Of(key), Body(body)));
            Check.That(!answer.IsFault, $"{link} {key} is installed: {answer}");
        }
    }

    private static State Body(string json)
    {
        var parsed = OpParser.ParseValue(Encoding.UTF8.GetBytes(json));
        Check.That(parsed.IsOk, $"a library parses: {string.Join("; ", parsed.Diagnostics.Items)}");
        return parsed.Product is LiteralNode literal
            ? literal.Value : State.Of(new RefState(parsed.Product!));
    }

    private static Router NewRouter()
    {
        var store = new MemoryStore();
        var replica = Replica.Load(store, new NoEntropy(), Link.Local("/"));
        return new Router(
            new Dictionary<string, Handler>
            {
                ["state"] = new StateHandler(),
                ["error"] = new ErrorHandler(),
                ["lib"] = new LibraryHandler(
                    new DirectoryStore(store, Id.Of("lib")), replica, new Reports(_ => { })),
            },
            []);
    }

    /// <summary>Nobody here needs a secret.</summary>
    private sealed class NoEntropy : IEntropy
    {
        public void Fill(Span<byte> bytes) => bytes.Clear();
    }
}
