using System.Text.Json;
using TinyChain.Tests.Conformance;
using TinyChain.Tests.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>
/// Transactions over hosts that are open to each other: a shop on one, which debits accounts at a
/// bank on another, and a bank that may call the shop back.
/// </summary>
public sealed class AcrossHostsTests : IAsyncLifetime
{
    private const string Accounts = "/service/money/bank/0.0.0/accounts?key=%5B%22ada%22%5D";

    private RunningHost _bank = null!;
    private RunningHost _shop = null!;

    public async Task InitializeAsync()
    {
        (_bank, _shop) = (await RunningHost.Start(), await RunningHost.Start());
        await Install(_bank, "money", "bank", """
            "accounts": {"/state/chain/sync": [{"/state/collection/table": [[
              [[["name", {"/state/scalar/value/string": {}}, 32]],
               [["balance", {"/state/scalar/value/number/int/64": {}}]]], []]]}]},
            "open": {"/state/scalar/op/post": [
              ["_r", {"$self/accounts": [[{"$name": []}], [{"$balance": []}]]}]]},
            "debit": {"/state/scalar/op/post": [
              ["row", {"$self/accounts": [[{"$name": []}]]}],
              ["had", {"$row/1": []}],
              ["left", {"$had/sub": [{"$amount": []}]}],
              ["is_enough", {"$left/gte": [0]}],
              ["_r", {"/state/scalar/ref/if": [
                {"$is_enough": []},
                {"$self/accounts": [[{"$name": []}], [{"$left": []}]]},
                {"/error/bad_request": ["insufficient funds"]}]}]]}
            """);
        await Install(_shop, "shop", "retailer", """
            "orders": {"/state/chain/sync": [{"/state/collection/btree": [[
              ["name", {"/state/scalar/value/string": {}}, 32],
              ["price", {"/state/scalar/value/number/int/64": {}}]]]}]},
            "buy": {"/state/scalar/op/post": [
              ["pay", {"DEBIT": {"name": {"$name": []}, "amount": {"$price": []}}}],
              ["note", {"$self/orders": [null, [{"$name": []}, {"$price": []}]]}],
              ["_r", [{"$pay": []}, {"$note": []}]]]},
            "buy_four": {"/state/scalar/op/post": [
              ["a", {"DEBIT": {"name": {"$name": []}, "amount": {"$price": []}}}],
              ["b", {"DEBIT": {"name": {"$name": []}, "amount": {"$price": []}}}],
              ["c", {"DEBIT": {"name": {"$name": []}, "amount": {"$price": []}}}],
              ["d", {"DEBIT": {"name": {"$name": []}, "amount": {"$price": []}}}],
              ["_r", [{"$a": []}, {"$b": []}, {"$c": []}, {"$d": []}]]]}
            """.Replace("DEBIT", Debit, StringComparison.Ordinal));
        Assert.Equal("200 null", await _bank.Send(
            "POST", "/service/money/bank/0.0.0/open", """{"name": "ada", "balance": 100}"""));
    }

    public async Task DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _bank.DisposeAsync();
    }

    [Fact]
    public async Task A_purchase_commits_at_both_hosts()
    {
        Assert.Equal("200 [null,null]", await Buy("buy", 20));
        Assert.Equal("200 [\"ada\",80]", await _bank.Send("GET", Accounts));
        Assert.Equal("200 1", await Orders());
    }

    [Fact]
    [Scenario("X56")]
    public async Task Calls_that_write_one_row_within_a_transaction_take_turns()
    {
        for (var round = 1; round <= 20; round++)
        {
            Assert.Equal("200 [null,null,null,null]", await Buy("buy_four", 1));
            Assert.Equal($"200 [\"ada\",{100 - (4 * round)}]", await _bank.Send("GET", Accounts));
        }
    }

    [Fact]
    public async Task A_refusal_at_one_host_undoes_the_other()
    {
        var answer = await Buy("buy", 120);
        Assert.StartsWith("400 {\"bad_request\":{\"message\":\"insufficient funds\"", answer);
        Assert.Equal("200 [\"ada\",100]", await _bank.Send("GET", Accounts));
        Assert.Equal("200 0", await Orders());
        Assert.Equal("200 [null,null]", await Buy("buy", 20));
    }

    [Fact]
    public async Task A_hypothetical_purchase_leaves_no_trace_at_either()
    {
        const string op = """
            {"op": [["r", {"/service/shop/retailer/0.0.0/buy": {"name": "ada", "price": 20}}]]}
            """;
        Assert.Equal(
            "200 [null,null]", await _shop.Send("POST", "/transact/hypothetical", op));
        Assert.Equal("200 [\"ada\",100]", await _bank.Send("GET", Accounts));
        Assert.Equal("200 0", await Orders());
    }

    [Fact]
    [Scenario("X98")]
    public async Task W_13_X98_who_is_called_may_call_back_and_write_in_the_same_transaction()
    {
        const string rows = """
            "rows": {"/state/chain/sync": [{"/state/collection/table": [[
              [[["name", {"/state/scalar/value/string": {}}, 32]],
               [["weight", {"/state/scalar/value/number/int/64": {}}]]], []]]}]},
            "weight": {"/state/scalar/op/get": ["name", [
              ["row", {"$self/rows": [[{"$name": []}]]}], ["_r", {"$row/1": []}]]]},
            """;
        var (left, right) = (
            $"{_shop.Address}service/balance/left/0.0.0",
            $"{_bank.Address}service/balance/right/0.0.0");
        // Left takes a weight, and right the rest of 20: it asks left for its own, and tells it.
        await Install(_shop, "balance", "left", rows + """
            "weigh": {"/state/scalar/op/post": [
              ["set", {"$self/rows": [["left"], [{"$weight": []}]]}],
              ["_r", {"/state/scalar/ref/after": [
                {"$set": []}, {"RIGHT/even": {"total": 20}}]}]]},
            "note": {"/state/scalar/op/post": [
              ["_r", {"$self/rows": [["right"], [{"$weight": []}]]}]]}
            """.Replace("RIGHT", right, StringComparison.Ordinal));
        await Install(_bank, "balance", "right", rows + """
            "even": {"/state/scalar/op/post": [
              ["left", {"LEFT/weight": ["left"]}],
              ["rest", {"$total/sub": [{"$left": []}]}],
              ["set", {"$self/rows": [["right"], [{"$rest": []}]]}],
              ["note", {"LEFT/note": {"weight": {"$rest": []}}}],
              ["both", [{"$set": []}, {"$note": []}]],
              ["_r", {"/state/scalar/ref/after": [{"$both": []}, null]}]]}
            """.Replace("LEFT", left, StringComparison.Ordinal));
        Assert.Equal("200 null", await _shop.Send(
            "POST", "/service/balance/left/0.0.0/weigh", """{"weight": 5}"""));
        foreach (var (host, path) in new[] { (_shop, "left"), (_bank, "right") })
        {
            var weight = $"/service/balance/{path}/0.0.0/weight?key=%22{path}%22";
            Assert.Equal(path == "left" ? "200 5" : "200 15", await host.Send("GET", weight));
        }

        Assert.Equal("200 15", await _shop.Send(
            "GET", "/service/balance/left/0.0.0/weight?key=%22right%22"));
    }

    [Fact]
    [Scenario("X63")]
    public async Task A_chosen_id_tells_how_it_ended_at_both()
    {
        var id = TestParticipant.NewId(7);
        Assert.Equal("200 [null,null]", await Buy("buy", 20, $"?txn_id={id}"));
        foreach (var host in new[] { _shop, _bank })
            Assert.Equal(
                "200 {\"state\":\"committed\"}", await host.Send("GET", $"/transact/{id}"));
        Assert.StartsWith("409 ", await Buy("buy", 20, $"?txn_id={id}"));
    }

    [Fact]
    public async Task X66_what_a_faster_clock_has_written_is_read_through_the_slower_one()
    {
        var accounts = $"{_bank.Address}service/money/bank/0.0.0/accounts";
        await Install(_shop, "shop", "window", $$$"""
            "look": {"/state/scalar/op/post": [["_r", {"{{{accounts}}}": [["ada"]]}]]}
            """);
        // As if the bank's clock went ahead by so much: less than hosts forgive.
        var ahead = TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch
            + TimeSpan.FromMilliseconds(400);
        Assert.Equal("200 null", await _bank.Send(
            "PUT", $"{Accounts}&txn_id={ahead.Ticks * 100}-7", "[80]"));
        Assert.Equal(
            "200 [\"ada\",80]", await _shop.Send("POST", "/service/shop/window/0.0.0/look", "{}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R4_what_comes_again_says_what_it_was_before(bool isSaid)
    {
        var now = TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch;
        string At(int ms) => $"{(now.Ticks * 100) + (ms * 1_000_000L)}-7";
        async Task<string> Read(string id, string? before)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, new Uri(_bank.Address, $"{Accounts}&txn_id={id}"));
            request.Headers.Add("TinyChain-Owner", "http://127.0.0.1:1/service/a/b");
            if (before is not null) request.Headers.Add("TinyChain-Before", before);
            return await _bank.Send(request);
        }

        Assert.Equal("200 null", await _bank.Send("PUT", $"{Accounts}&txn_id={At(300)}", "[1]"));
        var refusal = await Read(At(0), null);
        Assert.StartsWith("409 ", refusal);
        Assert.Contains($"\"above\":\"{At(300)}\"", refusal);
        Assert.Equal("200 null", await _bank.Send("PUT", $"{Accounts}&txn_id={At(400)}", "[2]"));
        Assert.StartsWith(
            isSaid ? "200 [\"ada\",1]" : "409 ", await Read(At(350), isSaid ? At(0) : null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task I4_an_answer_to_another_host_says_what_its_clock_is(bool isHost)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(_bank.Address, Accounts));
        if (isHost) request.Headers.Add("TinyChain-Time-Ms", "1000");
        using var response = await client.SendAsync(request);
        Assert.Equal(isHost, response.Headers.Contains("TinyChain-Clock"));
    }

    [Fact]
    [Scenario("X12")]
    public async Task X12_what_takes_too_long_is_rolled_back_everywhere_and_in_nobodys_way()
    {
        await Install(_shop, "demo", "slow", """
            "run": {"/state/scalar/op/post": [
              ["pay", {"DEBIT": {"name": "ada", "amount": 20}}],
              ["_r", {"/state/scalar/ref/after": [
                {"$pay": []},
                {"/state/scalar/ref/while": [
                  {"/state/scalar/op/post": [["c", true]]},
                  {"/state/scalar/op/post": [["s", {"i": {"$i/add": [1]}}]]},
                  {"i": 0}]}]}]]}
            """.Replace("DEBIT", Debit, StringComparison.Ordinal));
        var id = TestParticipant.NewId(7);
        Assert.StartsWith("408 {\"request_timeout\":", await _shop.Send(
            "POST", $"/service/demo/slow/0.0.0/run?txn_id={id}", "{}"));
        Assert.Equal("200 [\"ada\",100]", await _bank.Send("GET", Accounts));
        Assert.Equal("200 [null,null]", await Buy("buy", 20));
        foreach (var host in new[] { _shop, _bank })
            Assert.Contains(
                "\"state\":\"aborted\"", await host.Send("GET", $"/transact/{id}"));
    }

    [Fact]
    public async Task A_host_that_is_not_there_undoes_all()
    {
        await _bank.DisposeAsync();
        Assert.StartsWith("502 {\"bad_gateway\":", await Buy("buy", 20));
        Assert.Equal("200 0", await Orders());
        _bank = await RunningHost.Start();
    }

    private string Debit => $"{_bank.Address}service/money/bank/0.0.0/debit";

    private Task<string> Buy(string op, int price, string query = "") => _shop.Send(
        "POST", $"/service/shop/retailer/0.0.0/{op}{query}",
        JsonSerializer.Serialize(new { name = "ada", price }));

    private Task<string> Orders() =>
        _shop.Send("GET", "/service/shop/retailer/0.0.0/orders/count");

    private static async Task Install(
        RunningHost host, string directory, string item, string attributes)
    {
        string[] answers =
        [
            await host.Send("PUT", $"/service?key=%22{directory}%22", "true"),
            await host.Send("PUT", $"/service/{directory}?key=%22{item}%22", "false"),
            await host.Send(
                "PUT", $"/service/{directory}/{item}?key=%220.0.0%22",
                "{\"/service/" + directory + "/" + item + "\": {" + attributes + "}}"),
        ];
        Assert.All(answers, answer => Assert.Equal("200 null", answer));
    }
}
