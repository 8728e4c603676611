using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel;
using TinyChain.Tests.Runtime.Execution;
using Xunit;

namespace TinyChain.Tests.Runtime.Kernel;

public sealed class RouterTests
{
    private readonly Router _router = new(
        new Dictionary<string, Handler> { ["here"] = new Echo() }, ["http://127.0.0.1:8702"]);

    [Theory]
    [InlineData("/here/a", "/here/a")]
    [InlineData("http://127.0.0.1:8702/here/a", "/here/a")]
    public async Task A_link_to_this_host_loops_back(string text, string seen)
    {
        Assert.True(Link.TryParse(text, out var link, out _));
        var answer = await _router.Get(OpRun.Context(_router), link, State.None);
        Assert.Equal(seen, answer.As<string>());
    }

    [Theory]
    [InlineData("/there", FaultKind.NotFound)]
    [InlineData("http://127.0.0.1:8702/there", FaultKind.NotFound)]
    [InlineData("http://127.0.0.1:8702", FaultKind.NotFound)]
    [InlineData("http://127.0.0.1:8703/here", FaultKind.BadGateway)]
    public async Task A_link_to_nothing_or_to_another_host_is_refused_by_name(
        string text, FaultKind kind)
    {
        Assert.True(Link.TryParse(text, out var link, out _));
        var fault = (await _router.Get(OpRun.Context(_router), link, State.None)).As<Fault>()!;
        Assert.Equal(kind, fault.Kind);
        Assert.Contains(text, fault.Message);
    }

    [Fact]
    public async Task An_op_may_not_write_what_its_transaction_can_not_take_back()
    {
        var link = Link.Local("/here");
        var put = await _router.Put(OpRun.Context(_router), link, State.None, State.None);
        var delete = await _router.Delete(OpRun.Context(_router), link, State.None);
        Assert.Equal(FaultKind.NotImplemented, put.As<Fault>()!.Kind);
        Assert.Equal(FaultKind.NotImplemented, delete.As<Fault>()!.Kind);
    }

    private sealed class Echo : Handler
    {
        public override bool CanRollBack(Link link) => false;

        public override ValueTask<State> Get(CallContext context, Link link, State key) =>
            new(State.Of(link.ToString()));
    }
}
