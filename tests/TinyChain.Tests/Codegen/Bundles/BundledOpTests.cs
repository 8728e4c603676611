using System.Text;
using TinyChain.Codegen;
using TinyChain.Codegen.Bundles;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Execution;
using TinyChain.Tests.Golden;
using TinyChain.Tests.Ir.Encodings;
using TinyChain.Tests.Reference;
using TinyChain.Tests.Tidy;
using Xunit;

namespace TinyChain.Tests.Codegen.Bundles;

/// <summary>
/// An op answers the same from a bundle, whichever way its image was made, as emitted in memory:
/// the golden cases, and random ops, called with arguments of several classes.
/// </summary>
public sealed class BundledOpTests
{
    private const int RandomOps = 100;

    private static readonly State[] s_arguments =
        [State.Of(3L), State.Of(-2.5), State.Of("text"), State.Of(0L), State.None];

    [Theory]
    [InlineData(BundleEmit.Il)]
    [InlineData(BundleEmit.CSharp)]
    public void Ops_answer_alike_from_a_bundle_and_emitted_in_memory(BundleEmit emit)
    {
        var seed = Random.Shared.Next(1_000_000_000);
        OpDef[] ops = [.. Golden(), .. Enumerable.Range(seed, RandomOps).Select(Made)];
        var emitted = new OpCache();
        var bundled = Bundled(emit, ops, emitted);
        foreach (var op in ops)
        {
            foreach (var argument in s_arguments)
            {
                var (one, other) = (new FakeWorld(), new FakeWorld());
                var expected = Run(op, argument, emitted, one);
                var actual = Run(op, argument, bundled, other);
                Assert.True(
                    expected == actual && one.Calls.SequenceEqual(other.Calls),
                    $"{OpText(op)}\nfor {argument} (seed {seed})\n{expected}\n{actual}");
            }
        }
    }

    [Theory]
    [InlineData(BundleEmit.Il)]
    [InlineData(BundleEmit.CSharp)]
    public void Code_of_an_image_runs_without_a_compiler(BundleEmit emit)
    {
        var op = Op("""
            {"/state/scalar/op/get": ["x", [["y", {"$x/add": 1}], ["r", {"$y/mul": 2}]]]}
            """);
        var bundled = Bundled(emit, [op], new NoCompiler());
        foreach (var argument in new[] { State.Of(3L), State.Of(2.5), State.Of(3L) })
        {
            var answer = Call(op, argument, bundled, new FakeWorld());
            Assert.Equal(argument.Is(NumberClass.I64) ? 8 : 7, Number(answer));
        }

        var failed = Call(op, State.Of(long.MaxValue), bundled, new FakeWorld());
        Assert.Contains("integer overflow", failed.As<Fault>()!.Message);
        Assert.Equal("while resolving y", Assert.Single(failed.As<Fault>()!.Stack));
    }

    private static double Number(State state) =>
        state.Is(NumberClass.I64) ? state.AsI64 : state.AsF64;

    private static BundledOps Bundled(
        BundleEmit emit, IReadOnlyList<OpDef> ops, ICompiledOps others)
    {
        var file = BundleCompiler.Build([Libraries.Of(ops)], emit);
        var bundle = Bundle.Read(file, out var problem);
        Assert.True(bundle is not null, problem);
        Assert.Null(bundle.Problem);
        var bundled = new BundledOps(others);
        bundled.Add(bundle);
        return bundled;
    }

    private static IEnumerable<OpDef> Golden() =>
        from path in Repo.Files(".txt", "tests/cases")
        let op = OpParser.ParseOp(GoldenCase.Parse(Repo.Read(path)).Json)
        where op.IsOk && new OpCache().Get(op.Product, out _) is not null
        select op.Product;

    private static OpDef Made(int seed) =>
        OpParser.ParseHypothetical(Encoding.UTF8.GetBytes(OpGenerator.Make(seed))).Product!;

    private static OpDef Op(string json) =>
        OpParser.ParseOp(Encoding.UTF8.GetBytes(json)).Product!;

    private static string OpText(OpDef op) => TinyChain.Ir.Printing.OpPrinter.Print(op);

    private static string Run(
        OpDef op, State argument, ICompiledOps ops, FakeWorld world)
    {
        var answer = Call(op, argument, ops, world);
        return answer.As<Fault>() is { } fault
            ? $"{fault.Kind}: {fault.Message} [{string.Join("; ", fault.Stack)}]"
            : StateDump.Of(answer);
    }

    private static State Call(
        OpDef op, State argument, ICompiledOps ops, FakeWorld world)
    {
        var callee = State.Of(op);
        return FakeRun.Of(context => op.Kind switch
        {
            OpKind.Get => Dispatch.Get(context, callee, [], argument),
            OpKind.Put => Dispatch.Put(context, callee, [], (argument, argument)),
            OpKind.Post => Dispatch.Post(context, callee, [], Parameters(op, argument)),
            OpKind.Delete => Dispatch.Delete(context, callee, [], argument),
        }, ops, world).Answer;
    }

    private static State Parameters(OpDef op, State argument)
    {
        var given = new MapBuilder();
        foreach (var name in OpScope.Of(op, []).Inputs)
        {
            if (name.Text != "self") given.Set(name, argument);
        }

        return given.ToState();
    }

    /// <summary>Says so when anything but the image is needed.</summary>
    private sealed class NoCompiler : ICompiledOps
    {
        public CompiledOp? Get(OpDef op, out Fault? fault)
        {
            fault = Fault.Unavailable("there is no compiler");
            return null;
        }
    }
}
