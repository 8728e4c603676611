using System.Text.RegularExpressions;
using TinyChain.Runtime.Storage;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>Services over HTTP (spec/host.md 2, spec/collections.md 5).</summary>
public sealed partial class ServiceTests
{
    private const string Item = "/service/ns/shop";
    private const string Version = $"{Item}/0.0.0";
    private const string Columns = """
        [["n", "/state/scalar/value/number/uint/64"], ["w", "/state/scalar/value/string", 32]]
        """;

    private const string Shop = $$$"""
        {"http://127.0.0.1:8702{{{Item}}}": {
          "VERSION": "0.0.0",
          "User": {"/class": {"name": "x"}},
          "log": {"/state/chain/block": [{"/state/collection/btree": [{{{Columns}}}]}]},
          "set": {"/state/chain/sync": [{"/state/collection/btree": [{{{Columns}}}]}]},
          "count": {"/state/scalar/op/get": ["k", [["r", {"$self/log/count": [null]}]]]},
          "add": {"/state/scalar/op/put": ["k", "v", [
            ["r", {"http://127.0.0.1:8702{{{Version}}}/log": [null, [{"$k": []}, {"$v": []}]]}]]]},
          "drop": {"/state/scalar/op/delete": ["k", [
            ["r", {"/state/scalar/ref/op/delete": ["$self/log", [{"$k": []}]]}]]]},
          "two": {"/state/scalar/op/post": [
            ["a", {"$self/log": [null, [{"$n": []}, "a"]]}],
            ["b", {"/state/scalar/ref/after": [
              {"$a": []}, {"$self/set": [null, [{"$n": []}, "b"]]}]}],
            ["r", {"/state/scalar/ref/after": [{"$b": []}, {"$self/log/count": [null]}]}]]},
          "bad": {"/state/scalar/op/post": [
            ["a", {"$self/log": [null, [77, "x"]]}],
            ["r", {"/state/scalar/ref/after": [{"$a": []}, {"$self/log": ["no selector"]}]}]]}
        }}
        """;

    [Fact]
    public async Task A_service_is_installed_written_to_and_still_there_after_a_restart()
    {
        var path = Directory.CreateTempSubdirectory("tc-service-").FullName;
        var file = Path.Combine(path, "db");
        await using (var host = await RunningHost.Start(SqliteStore.Open(file)))
        {
            await Create(host);
            for (var i = 0; i < 2; i++) Assert.Equal("200 null", await Install(host, Shop));
            Assert.StartsWith("400", await Install(host, Shop.Replace("\"add\"", "\"put\"")));
            await Use(host);
        }

        await using (var host = await RunningHost.Start(SqliteStore.Open(file)))
        {
            Assert.Equal("200 null", await Install(host, Shop));
            Assert.Equal("200 2", await host.Send("GET", $"{Version}/count"));
            Assert.Contains(
                """[null,[4,"a"]]""", await host.Send("GET", $"{Version}?key=%22log%22"));
        }

        Directory.Delete(path, recursive: true);
    }

    [Theory]
    [InlineData("GET", "", 200, "\"count\":{\"/state/scalar/op/get\"")]
    [InlineData("GET", "?key=%22VERSION%22", 200, "\"0.0.0\"")]
    [InlineData("GET", "?key=%22zz%22", 404, "zz")]
    [InlineData("GET", "/zz", 404, "zz")]
    [InlineData("GET", "/VERSION", 200, "\"0.0.0\"")]
    [InlineData("PUT", "/VERSION", 405, "")]
    [InlineData("PUT", "", 405, "")]
    [InlineData("PUT", "/log/foo", 404, "")]
    [InlineData("PUT", "/log/count", 405, "")]
    [InlineData("DELETE", "/log/count", 405, "")]
    [InlineData("PUT", "/count", 405, "")]
    [InlineData("POST", "/count", 405, "")]
    [InlineData("GET", "/log/class", 200, "{\"/state/chain/block\":[]}")]
    [InlineData("GET", "/log/hash", 200, "0000")]
    [InlineData("GET", "/set/schema", 200, "[[\"n\",{\"/state/scalar/value/number/uint/64\":[]}]")]
    [InlineData("GET", "/log", 200, "{\"/state/collection/btree\":[[")]
    public async Task Each_path_of_a_version_has_its_answer(
        string verb, string path, int status, string part)
    {
        await using var host = await RunningHost.Start();
        await Create(host);
        Assert.Equal("200 null", await Install(host, Shop));
        var body = verb switch { "PUT" => "null", "POST" => "{}", _ => null };
        var answer = await host.Send(verb, Version + path, body);
        Assert.StartsWith($"{status} ", answer);
        Assert.Contains(part, answer);
    }

    [Theory]
    [InlineData("""{"/state/chain/sync": [5]}""", "takes one collection by its schema")]
    [InlineData("""{"/state/chain/sync": [{"/state/scalar/value/string": ["x"]}]}""", "takes one")]
    [InlineData(
        """{"/state/collection/btree": [[["n", "/state/scalar/value/number"]]]}""", "a chain")]
    [InlineData("""{"/state/chain/block": [{"/state/collection/btree": [[["n"]]]}]}""", "")]
    [InlineData("""{"$other": []}""", "holds scalars, ops, classes")]
    [InlineData("""
        {"/state/scalar/op/put": ["k", "v", [["r", {"/service/a/b/0.0.0/c": {"x": 1}}]]]}
        """,
        "replicated op may not perform inter-service writes")]
    [InlineData("""{"/state/scalar/op/get": ["k", [["a", 1], ["a", 2]]]}""", "")]
    public async Task A_bad_attribute_is_refused_by_name_and_leaves_no_trace(
        string attribute, string why)
    {
        await using var host = await RunningHost.Start();
        await Create(host);
        var answer = await Install(host, $$$"""{"{{{Item}}}": {"x": {{{attribute}}}}}""");
        Assert.StartsWith("400", answer);
        Assert.Contains("attribute 'x'", answer);
        Assert.Contains(why, answer);
        Assert.Equal("200 []", await host.Send("GET", Item));
        Assert.Equal("200 null", await host.Send("PUT", "/service/ns?key=%22q2%22", "false"));
        Assert.Equal("200 null", await host.Send("PUT", "/service?key=%22m%22", "true"));
    }

    [Theory]
    [InlineData("""{"/state/chain/sync": [BTREE]}""", 400, 0)]
    [InlineData("""{"/state/chain/sync": BTREE}""", 200, 2)]
    [InlineData("""{"/state/chain/block": [BTREE, []]}""", 200, 2)]
    [InlineData("""{"/state/chain/block": [BTREE, [1]]}""", 400, 0)]
    [InlineData("""{"/state/chain/block": [{"/lib/other": [1]}, []]}""", 400, 0)]
    public async Task A_chain_in_a_body_stands_for_the_rows_of_its_collection(
        string literal, int status, int rows)
    {
        await using var host = await RunningHost.Start();
        await Create(host);
        Assert.Equal("200 null", await Install(host, Shop));
        var body = literal.Replace(
            "BTREE", $$$"""{"/state/collection/btree": [{{{Columns}}}, [[1, "a"], [2, "b"]]]}""");
        Assert.StartsWith($"{status} ", await host.Send("PUT", $"{Version}/log", body));
        Assert.Equal($"200 {rows}", await host.Send("GET", $"{Version}/log/count"));
    }

    [Fact]
    public async Task An_op_may_write_to_a_service_but_not_install_one()
    {
        await using var host = await RunningHost.Start();
        await Create(host);
        Assert.Equal("200 null", await Install(host, Shop));
        var write = $$$"""{"{{{Version}}}/set": [null, [1, "x"]]}""";
        Assert.Equal("200 null", await Hypothetical(host, write));
        Assert.Equal("200 0", await host.Send("GET", $"{Version}/set/count"));
        Assert.StartsWith("501", await Hypothetical(host, """{"/service": ["x", true]}"""));
    }

    [Fact]
    public async Task Writers_of_different_keys_of_a_block_chain_do_not_conflict()
    {
        await using var host = await RunningHost.Start();
        await Create(host);
        Assert.Equal("200 null", await Install(host, Shop));
        var writes = Enumerable.Range(0, 10)
            .Select(i => host.Send("PUT", $"{Version}/log", $$$"""[{{{i}}}, "x"]"""));
        Assert.All(await Task.WhenAll(writes), answer => Assert.Equal("200 null", answer));
        Assert.Equal("200 10", await host.Send("GET", $"{Version}/count"));
    }

    [Fact]
    public async Task A_large_history_is_split_into_blocks_that_name_one_another()
    {
        await using var host = await RunningHost.Start();
        await Create(host);
        const string Wide = $$$"""
            {"{{{Item}}}": {"log": {"/state/chain/block": [{"/state/collection/table": [[
              [[["n", "/state/scalar/value/number/uint/64"]],
               [["w", "/state/scalar/value/string", 400000]]], []]]}]} }}
            """;
        Assert.Equal("200 null", await Install(host, Wide));
        var row = $"[\"{new string('x', 390_000)}\"]";
        var blocks = 0;
        for (var i = 0; i < 40 && blocks < 2; i++)
        {
            Assert.Equal("200 null", await host.Send("PUT", $"{Version}/log?key=%5B{i}%5D", row));
            var history = await host.Send("GET", $"{Version}?key=%22log%22");
            blocks = BlockStarts().Count(history);
        }

        Assert.Equal(2, blocks);
    }

    private static async Task Use(RunningHost host)
    {
        Assert.Equal("200 1", await host.Send("POST", $"{Version}/two", """{"n": 4}"""));
        Assert.StartsWith("400", await host.Send("POST", $"{Version}/bad", "{}"));
        Assert.Equal("200 null", await host.Send("PUT", $"{Version}/add?key=5", "\"b\""));
        Assert.Equal("200 null", await host.Send("PUT", $"{Version}/add?key=6", "\"c\""));
        Assert.Equal("200 null", await host.Send("DELETE", $"{Version}/drop?key=6"));
        Assert.Equal("200 2", await host.Send("GET", $"{Version}/count"));
        var history = await host.Send("GET", $"{Version}?key=%22log%22");
        Assert.EndsWith(
            """[["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",{"T":[[null,[4,"a"]]],"T":"""
            + """[[null,[5,"b"]]],"T":[[null,[6,"c"]]],"T":[[[6]]]}]]]}""",
            TxnIds().Replace(history, "T"));
        var sync = await host.Send("GET", $"{Version}?key=%22set%22");
        Assert.StartsWith("""200 {"/state/chain/sync":{"/state/collection/btree":[[""", sync);
        Assert.EndsWith("""[[4,"b"]]]}}""", sync);
    }

    private static async Task Create(RunningHost host)
    {
        Assert.Equal("200 null", await host.Send("PUT", "/service?key=%22ns%22", "true"));
        Assert.Equal("200 null", await host.Send("PUT", "/service/ns?key=%22shop%22", "false"));
    }

    private static Task<string> Install(RunningHost host, string body) =>
        host.Send("PUT", $"{Item}?key=%220.0.0%22", body);

    private static Task<string> Hypothetical(RunningHost host, string statement) =>
        host.Send("POST", "/transact/hypothetical", $$$"""{"op": [["r", {{{statement}}}]]}""");

    [GeneratedRegex("""\["[A-Za-z0-9+/]{43}=",\{""")]
    private static partial Regex BlockStarts();

    [GeneratedRegex(@"\d{10,}-\d+")]
    private static partial Regex TxnIds();
}
