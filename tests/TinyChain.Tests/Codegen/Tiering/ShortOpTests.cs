using System.Text;
using TinyChain.Codegen;
using TinyChain.Codegen.Tiering;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Execution;
using TinyChain.Tests.Runtime.Execution;
using Xunit;

namespace TinyChain.Tests.Codegen.Tiering;

/// <summary>Ops so short that what their calls cost besides is most of it.</summary>
public sealed class ShortOpTests
{
    private const string Sum = """["r", {"$m/a/add": [{"$m/b": []}]}]""";

    private const string Complex = """
        ["sum", {"$c/add": [{"$c": []}]}], ["product", {"$sum/mul": [{"$c": []}]}],
        ["part", {"$product/div": [{"$sum": []}]}], ["r", {"$part/real": []}]
        """;

    private readonly CallContext _context = OpRun.Context(new SlowVerbs());

    [Theory]
    [InlineData(Tier.Interpret)]
    [InlineData(Tier.Emit)]
    public void A_map_is_looked_at_again_by_who_expects_another(Tier tier)
    {
        var op = Compile(Sum, tier);
        var integers = Map("b", State.Of(1L), State.Of(2L));
        for (var i = 0; i < 3; i++) Assert.Equal(3, Call(op, integers).AsI64);
        Assert.Equal(1.5, Call(op, Map("b", State.Of(1L), State.Of(0.5))).AsF64);
        Assert.True(Call(op, Map("c", State.Of(1L), State.Of(2L))).IsFault);
        Assert.Equal(3, Call(op, integers).AsI64);
        Assert.Equal(3, Call(Compile(Sum, tier), integers).AsI64);
    }

    [Theory]
    [InlineData(Tier.Interpret)]
    [InlineData(Tier.Emit)]
    public void Numbers_of_a_map_and_complex_ones_allocate_nothing(Tier tier)
    {
        AssertFree(Compile(Sum, tier), Map("b", State.Of(1L), State.Of(2L)));
        AssertFree(Compile(Complex, tier), State.Complex(1.5, -2.0));
    }

    private static CompiledOp Compile(string form, Tier tier)
    {
        var json = $$"""{"/state/scalar/op/post": [{{form}}]}""";
        var op = OpParser.ParseOp(Encoding.UTF8.GetBytes(json)).Product!;
        return new OpCache(new CompilerOptions { Tiers = new() { Tier = tier } })
            .Get(op, out _)!;
    }

    private static State Map(string second, State a, State b) =>
        State.Map([Id.Of("a"), Id.Of(second)], [a, b]);

    private State Call(CompiledOp op, State argument)
    {
        var frame = _context.Rent();
        var answer = op.Body(frame, ref argument);
        _context.Return(frame);
        return answer;
    }

    private void AssertFree(CompiledOp op, State argument)
    {
        for (var i = 0; i < 50; i++) Call(op, argument);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++) Call(op, argument);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
