using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>
/// Who may call what (decision 0060): a till that debits accounts at a bank on another host, and
/// that is given ops and clusters which want to do more.
/// </summary>
public sealed class EgressTests : IAsyncLifetime
{
    private const string Till = "/service/shop/till/0.0.0";
    private const string Open = "/service/shop/open/0.0.0";
    private const string Each = "/lib/shop/each/0.0.0";

    // Calls what it is given, as itself.
    private const string Given = """
        "apply": {"/state/scalar/op/post": [["r", {"$op": [1]}]]},
        "close": {"/state/scalar/op/post": [
          ["f", {"/state/scalar/ref/with": [[{"$op": []}], {"/state/scalar/op/get": ["k", [
            ["r", {"$op": [{"$k": []}]}]]]}]}],
          ["all", {"$list/map": {"op": {"$f": []}}}],
          ["r", {"$all/0": []}]]},
        "ask": {"/state/scalar/op/post": [["r", {"$cluster/count": [1]}]]},
        "one": {"/state/scalar/op/get": ["k", [["r", 1]]]}
        """;

    private RunningHost _bank = null!;
    private RunningHost _shop = null!;

    public async Task InitializeAsync()
    {
        (_bank, _shop) = (await RunningHost.Start(), await RunningHost.Start());
        await Install(_bank, "service", "money", "bank", """
            "debit": {"/state/scalar/op/post": [["r", 1]]},
            "credit": {"/state/scalar/op/post": [["r", 1]]},
            "rate": {"/state/scalar/op/get": ["k", [["r", 1]]]}
            """);
        await Install(_shop, "service", "shop", "stock", """
            "count": {"/state/scalar/op/get": ["k", [["r", 1]]]}
            """);
        await Install(_shop, "lib", "shop", "each", Given);
        await Install(_shop, "service", "shop", "till", Given + """
            , "pay": {"/state/scalar/op/post": [["r", {"BANK/debit": {"n": 1}}]]}
            , "refund": {"/state/scalar/op/post": [
                ["r", {"/service/shop/open/0.0.0/credit": {"n": 1}}]]}
            """);
        await Install(_shop, "service", "shop", "open", Given + """
            , "credit": {"/state/scalar/op/post": [["r", {"BANK/credit": {"n": 1}}]]}
            , "dependencies": ["BANK", "/lib/shop"]
            """);
    }

    public async Task DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _bank.DisposeAsync();
    }

    [Theory]
    [InlineData(Till, "POST BANK/debit", true)]
    [InlineData(Till, "POST BANK/credit", false)]
    [InlineData(Till, "GET BANK/debit", false)]
    [InlineData(Till, "GET BANK/rate", false)]
    [InlineData(Till, "GET /service/shop/stock/0.0.0/count", false)]
    [InlineData(Till, "GET SHOP/service/shop/stock/0.0.0/count", false)]
    [InlineData(Till, "POST /service/shop/open/0.0.0/credit", true)]
    [InlineData(Till, "POST SHOP/service/shop/open/0.0.0/credit", true)]
    [InlineData(Till, "GET /service/shop/open/0.0.0/one", false)]
    [InlineData(Till, "GET /lib/shop/each/0.0.0/one", false)]
    [InlineData(Till, "GET /host/public_key", false)]
    [InlineData(Till, "GET /service/shop/till/0.0.0/one", true)]
    [InlineData(Till, "GET SHOP/service/shop/till/0.0.0/one", true)]
    [InlineData(Till, "GET /state/scalar/value/number/int/64", true)]
    [InlineData(Open, "POST BANK/debit", true)]
    [InlineData(Open, "GET BANK/rate", true)]
    [InlineData(Open, "GET /lib/shop/each/0.0.0/one", true)]
    [InlineData(Open, "GET /service/shop/stock/0.0.0/count", false)]
    [InlineData(Open, "GET /service/shop/till/0.0.0/one", false)]
    [InlineData(Each, "GET /lib/shop/each/0.0.0/one", true)]
    [InlineData(Each, "GET /service/shop/stock/0.0.0/count", false)]
    [InlineData(Each, "GET BANK/rate", false)]
    [InlineData(null, "POST BANK/credit", true)]
    [InlineData(null, "GET BANK/rate", true)]
    [InlineData(null, "GET /service/shop/stock/0.0.0/count", true)]
    public async Task Given_code_calls_what_the_version_that_runs_it_may(
        string? version, string call, bool isAllowed)
    {
        var link = Fill(call[(call.IndexOf(' ') + 1)..]);
        var payload = call.StartsWith("POST", StringComparison.Ordinal) ? "{\"n\": 1}" : "[1]";
        var op = $$"""
            {"/state/scalar/op/get": ["k", [["r", {"{{link}}": {{payload}}}]]]}
            """;
        string[] ways = version is null
            ? [$$$"""[["f", {{{op}}}], ["r", {"$f": [1]}]]"""]
            :
            [
                $$$"""[["r", {"{{{version}}}/apply": {"op": {{{op}}}}}]]""",
                $$$"""[["r", {"{{{version}}}/close": {"op": {{{op}}}, "list": [1]}}]]""",
            ];
        foreach (var way in ways)
        {
            var answer = await _shop.Send(
                "POST", "/transact/hypothetical", $"{{\"op\": {way}}}");
            if (!isAllowed)
                Assert.Contains($"{version} may not {Fill(call)}: no op of it names", answer);
            Assert.StartsWith(isAllowed ? "200 " : "403 {\"forbidden\"", answer);
        }
    }

    [Fact]
    public async Task A_cluster_that_is_given_is_called_as_who_was_given_it()
    {
        const string Call = """
            {"op": [
              ["c", {"/state/scalar/cluster": "/service/shop/stock/0.0.0"}],
              ["r", {"VERSION/ask": {"cluster": {"$c": []}}}]]}
            """;
        Assert.Equal("200 1", await _shop.Send("POST", "/transact/hypothetical", """
            {"op": [
              ["c", {"/state/scalar/cluster": "/service/shop/stock/0.0.0"}],
              ["r", {"$c/count": [1]}]]}
            """));
        foreach (var version in new[] { Till, Each })
        {
            var answer = await _shop.Send(
                "POST", "/transact/hypothetical", Call.Replace("VERSION", version));
            Assert.Contains(
                $"403 {{\"forbidden\":{{\"message\":\"{version} may not GET "
                    + "/service/shop/stock/0.0.0/count", answer);
        }
    }

    [Fact]
    public async Task What_is_called_in_turn_is_a_matter_of_who_is_called()
    {
        Assert.Equal("200 1", await _shop.Send("POST", $"{Till}/refund", "{}"));
        Assert.Equal("200 1", await _shop.Send("POST", $"{Till}/pay", "{}"));
    }

    [Fact]
    public async Task It_is_shown_what_a_version_may_call()
    {
        Assert.Equal(
            Fill("""200 {"post":["/service/shop/open/0.0.0/credit","BANK/debit"]}"""),
            await Shown(Till));
        Assert.Equal(
            Fill("""200 {"any":["/lib/shop","BANK"],"post":["BANK/credit"]}"""),
            await Shown(Open));
        Assert.Equal("200 {}", await Shown(Each));
        Assert.StartsWith("404 ", await Shown("/service/shop/till/0.0.1"));
        Assert.StartsWith("404 ", await Shown("/service/shop/till"));
        Assert.StartsWith("404 ", await Shown("/service/shop/till/0.0.0/pay"));
        Assert.StartsWith("400 ", await _shop.Send("GET", "/host/dependencies"));
    }

    [Theory]
    [InlineData("\"/service/a\"", "takes a tuple of links, not /state/scalar/value/string")]
    [InlineData("[1]", "holds /state/scalar/value/number/int/64 where it takes links")]
    [InlineData("[\"ftp://a\"]", "is neither a path")]
    [InlineData("[\"/service//a\"]", "has an empty path segment")]
    [InlineData("[\"/\"]", "holds '/', which is all there is")]
    [InlineData("[{\"$x\": []}]", "")]
    [InlineData("[{\"/service/a\": []}, {\"http://a:1/lib\": []}, \"/lib/b\"]", null)]
    [InlineData("[]", null)]
    public async Task Dependencies_are_links(string json, string? problem)
    {
        foreach (var root in new[] { "lib", "service" })
        {
            var answer = await TryInstall(
                _shop, root, "checked", "item", $"\"dependencies\": {json}");
            Assert.StartsWith(problem is null ? "200 null" : "400 ", answer);
            Assert.Contains(problem ?? "null", answer);
            if (problem is not (null or "")) Assert.Contains("attribute 'dependencies'", answer);
        }
    }

    private string Fill(string text) => text
        .Replace("BANK", $"{_bank.Address}service/money/bank/0.0.0", StringComparison.Ordinal)
        .Replace("SHOP/", _shop.Address.ToString(), StringComparison.Ordinal);

    private Task<string> Shown(string version) =>
        _shop.Send("GET", $"/host/dependencies?key=%22{version}%22");

    private async Task Install(
        RunningHost host, string root, string directory, string name, string attributes) =>
        Assert.Equal(
            "200 null", await TryInstall(host, root, directory, name, Fill(attributes)));

    private static async Task<string> TryInstall(
        RunningHost host, string root, string directory, string name, string attributes)
    {
        var item = $"/{root}/{directory}/{name}";
        await host.Send("PUT", $"/{root}?key=%22{directory}%22", "true");
        await host.Send("PUT", $"/{root}/{directory}?key=%22{name}%22", "false");
        return await host.Send(
            "PUT", $"{item}?key=%220.0.0%22", $"{{\"{item}\": {{{attributes}}}}}");
    }
}
