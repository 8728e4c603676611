using System.Text.Json;

namespace TinyChain.Host.Commands;

/// <summary>`tinychain transactions`, and `resolve`: asks a host, and prints what it says.
/// </summary>
internal static class TransactionsCommand
{
    private const string Path = "/host/transactions";

    internal static Task<int> List(HostClient.Address host, bool isJson) =>
        HostClient.Send(host, Path, null, text =>
        {
            if (isJson)
            {
                Console.WriteLine(text.TrimEnd());
                return 0;
            }

            using var json = JsonDocument.Parse(text);
            // All of it, before a line of it is printed.
            var lines = TransactionTable.Lines(json.RootElement).ToList();
            foreach (var line in lines) Console.WriteLine(line);
            return 0;
        });

    internal static Task<int> Resolve(HostClient.Address host, string id, string decision) =>
        HostClient.Send(
            host, $"{Path}/{id}",
            JsonSerializer.Serialize(new { resolve = decision, force = true }),
            text =>
            {
                using var json = JsonDocument.Parse(text);
                var state = TransactionTable.Member(json.RootElement, "state");
                Console.WriteLine($"transaction {id} is {state} there, by your decision");
                return 0;
            });
}
