using System.Text;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Kernel;
using TinyChain.Runtime.Kernel.Directories;
using TinyChain.Runtime.Storage;
using TinyChain.Tests.Runtime.Execution;
using Xunit;

namespace TinyChain.Tests.Runtime.Kernel;

/// <summary>What the operator reads of an install.</summary>
public sealed class InstallReportTests
{
    private readonly List<string> _installed = [];
    private readonly List<string> _doubtful = [];

    [Fact]
    public async Task A_version_is_told_once_with_what_it_may_call()
    {
        await Install(
            """
            "f": {"/state/scalar/op/post": [
              ["a", {"http://bank:8702/service/bank/0.0.0/debit": {"n": 1}}],
              ["b", {"/lib/a/b/0.0.0/g": [1]}],
              ["r", {"/lib/x/1.0.0/g": [{"$a": []}, {"$b": []}]}]]},
            "g": {"/state/scalar/op/get": ["k", [["r", 1]]]},
            "dependencies": ["/lib/more"]
            """,
            times: 2);
        Assert.Equal(
            ["installed /lib/x/1.0.0; may call GET /lib/a/b/0.0.0/g, ANY /lib/more, "
                + "POST http://bank:8702/service/bank/0.0.0/debit"],
            _installed);
        Assert.Empty(_doubtful);
    }

    [Fact]
    public async Task A_version_that_calls_nobody_says_so()
    {
        await Install("\"g\": {\"/state/scalar/op/get\": [\"k\", [[\"r\", 1]]]}");
        Assert.Equal(["installed /lib/x/1.0.0; may call nothing else"], _installed);
    }

    [Fact]
    public async Task A_line_is_not_as_long_as_an_author_likes()
    {
        var links = string.Join(", ", Enumerable.Range(10, 30).Select(i => $"\"/lib/a{i}\""));
        await Install($"\"dependencies\": [{links}]");
        Assert.EndsWith(", ANY /lib/a29, and 10 more", Assert.Single(_installed));
    }

    [Fact]
    public async Task A_get_op_that_writes_is_pointed_out()
    {
        const string Put = """{"/service/s/0.0.0/rows": [1, 2]}""";
        await Install("""
            "reads": {"/state/scalar/op/get": ["k", [["r", {"/service/s/0.0.0/rows": [1]}]]]},
            "posts": {"/state/scalar/op/post": [["r", PUT]]},
            "writes": {"/state/scalar/op/get": ["k", [
              ["f", {"/state/scalar/op/post": [["r", PUT]]}], ["r", {"$f": {}}]]]}
            """.Replace("PUT", Put, StringComparison.Ordinal));
        Assert.Equal(
            ["/lib/x/1.0.0/writes is a GET op and writes: PUT /service/s/0.0.0/rows; "
                + "make it a POST op"],
            _doubtful);
    }

    private async Task Install(string attributes, int times = 1)
    {
        var store = new MemoryStore();
        var handler = new LibraryHandler(
            new DirectoryStore(store, Id.Of("lib")),
            new Replica(Link.Local("/"), new Bytes([])),
            new Reports(Assert.Fail)
            {
                Installed = _installed.Add,
                Doubtful = _doubtful.Add,
            });
        var router = new Router(new Dictionary<string, Handler> { ["lib"] = handler }, []);
        var context = OpRun.Context(router);
        await Put("/lib", "x", State.Of(false));
        var body = OpParser.ParseValue(
            Encoding.UTF8.GetBytes($"{{\"/lib/x\": {{{attributes}}}}}")).Product!;
        for (var i = 0; i < times; i++) await Put("/lib/x", "1.0.0", State.Of(new RefState(body)));

        async Task Put(string link, string key, State value)
        {
            var answer = await router.Handle(context, new Request(
                Verb.Put, Link.Local(link), State.Of(key), value));
            Assert.True(answer.IsNone, answer.As<Fault>()?.Message);
        }
    }
}
