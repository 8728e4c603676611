using System.Globalization;
using System.Text.Json;

namespace TinyChain.Benchmarks.Serving;

/// <summary>Accounts, and a transfer that fails where the balance is too small.</summary>
internal static class BankService
{
    internal const string Name = "bank";
    internal const string At = "/service/bench/bank/0.0.0";
    internal const int Balance = 1_000;

    internal const string Definition = """
        {"/service/bench/bank": {
          "accounts": {"/state/chain/sync": [{"/state/collection/table": [[
            [[["id", {"/state/scalar/value/number/int/64": {}}]],
             [["balance", {"/state/scalar/value/number/int/64": {}}]]], []]]}]},
          "open_all": {"/state/scalar/op/post": [
            ["_result", {"$rows/for_each": {"op": {"/state/scalar/op/get": ["row", [
              ["key", {"$row/0": []}],
              ["values", {"$row/1": []}],
              ["_put", {"$self/accounts": [{"$key": []}, {"$values": []}]}]]]}}}]]},
          "transfer": {"/state/scalar/op/post": [
            ["a", {"$self/accounts": [[{"$from": []}]]}],
            ["b", {"$self/accounts": [[{"$to": []}]]}],
            ["had", {"$a/1": []}],
            ["got", {"$b/1": []}],
            ["left", {"$had/sub": [{"$amount": []}]}],
            ["sum", {"$got/add": [{"$amount": []}]}],
            ["is_enough", {"$left/gte": [0]}],
            ["take", {"$self/accounts": [[{"$from": []}], [{"$left": []}]]}],
            ["give", {"$self/accounts": [[{"$to": []}], [{"$sum": []}]]}],
            ["both", [{"$take": []}, {"$give": []}]],
            ["_result", {"/state/scalar/ref/if": [
              {"$is_enough": []},
              {"/state/scalar/ref/after": [{"$both": []}, {"$left": []}]},
              {"/error/bad_request": ["the balance is too small"]}]}]]}
        }}
        """;

    /// <summary>Opens accounts 0 to count - 1.</summary>
    internal static async Task Open(HttpPeer peer, int count)
    {
        foreach (var ids in Enumerable.Range(0, count).Chunk(500))
        {
            var rows = string.Join(',', ids.Select(id => $"[[{id}],[{Balance}]]"));
            await peer.Done("POST", $"{At}/open_all", $$"""{"rows": [{{rows}}]}""");
        }
    }

    internal static byte[] Transfer(HttpPeer peer, int from, int to) => peer.Request(
        "POST", $"{At}/transfer",
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"from": {{from}}, "to": {{to}}, "amount": 1}"""));

    /// <summary>All the money that there is.</summary>
    internal static async Task<long> Total(HttpPeer peer)
    {
        using var json = JsonDocument.Parse(await peer.Done("GET", $"{At}/accounts"));
        var table = json.RootElement.EnumerateObject().First().Value;
        return table[1].EnumerateArray().Sum(row => row[1].GetInt64());
    }
}
