using System.CommandLine;
using System.Net.Sockets;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Benchmarks.Serving;

/// <summary>The benchmarks that start a host as a process and talk to it by HTTP.</summary>
internal static class ServingVerbs
{
    internal static Command Bank(Option<FileInfo?> json)
    {
        var clients = Counts.Option("--clients", "connections at once", 64);
        var seconds = Counts.Option("--seconds", "how long each load lasts", 10);
        var command = new Command("bank", "Transfers between accounts, over HTTP.")
            { clients, seconds, json };
        command.SetAction((parsed, _) => Guarded(parsed, async () =>
        {
            var result = await BankCommand.Run(
                parsed.GetValue(clients), parsed.GetValue(seconds));
            parsed.InvocationConfiguration.Output.Write(BankCommand.Print(result));
            JsonReport.Write(parsed.GetValue(json), result);
            return result.IsConserved ? 0 : 1;
        }));
        return command;
    }

    internal static Command History(Option<FileInfo?> json, Option<bool> check)
    {
        var commits = Counts.Option("--commits", "commits between the reads", 100_000);
        var command = new Command("history", "A row's GET, fresh and after many commits.")
            { commits, json, check };
        command.SetAction((parsed, _) => Guarded(parsed, async () =>
        {
            var result = await HistoryCommand.Run(parsed.GetValue(commits));
            parsed.InvocationConfiguration.Output.Write(HistoryCommand.Print(result));
            JsonReport.Write(parsed.GetValue(json), result);
            return parsed.GetValue(check) && result.IsOver ? 1 : 0;
        }));
        return command;
    }

    internal static Command Rows(Option<FileInfo?> json)
    {
        var rows = Counts.Option("--rows", "rows to insert, by the thousand", 5_000_000);
        var cache = new Option<string>("--cache")
        {
            Description = "the host's --cache_size", HelpName = "SIZE",
            DefaultValueFactory = _ => "64M",
        };
        var command = new Command("rows", "A large table: inserts, reads, memory.")
            { rows, cache, json };
        command.SetAction((parsed, _) => Guarded(parsed, async () =>
        {
            var configuration = parsed.InvocationConfiguration;
            var result = await RowsCommand.Run(
                parsed.GetValue(rows), parsed.GetValue(cache)!, configuration.Error);
            configuration.Output.Write(RowsCommand.Print(result));
            JsonReport.Write(parsed.GetValue(json), result);
            return 0;
        }));
        return command;
    }

    internal static Command Tokens(Option<FileInfo?> json, Option<bool> check)
    {
        var clients = Counts.Option("--clients", "connections at once", 4);
        var requests = Counts.Option("--requests", "what each sends in a round", 300);
        var rounds = Counts.Option("--rounds", "rounds of each kind", 15);
        var command = new Command("tokens", "Requests with tokens beside such without.")
            { clients, requests, rounds, json, check };
        command.SetAction((parsed, _) => Guarded(parsed, async () =>
        {
            using var run = new TokensCommand(
                parsed.GetValue(clients), parsed.GetValue(requests), parsed.GetValue(rounds));
            var result = await run.Run();
            parsed.InvocationConfiguration.Output.Write(TokensCommand.Print(result));
            JsonReport.Write(parsed.GetValue(json), result);
            return parsed.GetValue(check) && result.IsUnder ? 1 : 0;
        }));
        return command;
    }

    internal static Command Purchase(Option<FileInfo?> json)
    {
        var count = Counts.Option("--purchases", "how many, one after the other", 1_000);
        var port = Counts.Option("--port", "the first of five ports", 18_702);
        var command = new Command("purchase", "A widget bought over five hosts.")
            { count, port, json };
        command.SetAction((parsed, _) => Guarded(parsed, async () =>
        {
            var result = await PurchaseCommand.Run(parsed.GetValue(count), parsed.GetValue(port));
            parsed.InvocationConfiguration.Output.Write(PurchaseCommand.Print(result));
            JsonReport.Write(parsed.GetValue(json), result);
            return 0;
        }));
        return command;
    }

    /// <summary>What goes wrong ends the run and the host with it: exit code 1.</summary>
    private static async Task<int> Guarded(ParseResult parsed, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (e is BugException or IOException or SocketException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
