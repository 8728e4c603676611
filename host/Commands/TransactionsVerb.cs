using System.CommandLine;

namespace TinyChain.Host.Commands;

/// <summary>`tinychain transactions`: what is open or in doubt at a running host.</summary>
internal static class TransactionsVerb
{
    internal const string Transactions = "transactions";

    private const string About = """
        List what is open or in doubt at a running host, since when, and whom it waits for.

        Examples:
          tinychain transactions
          tinychain transactions --url http://127.0.0.1:8703 --json
          tinychain token issue --key users.jwk --iss http://example.com/service/users \
              --aud http://127.0.0.1:8702 --scope /host/transactions=rx > token
          tinychain transactions --token token     for a host that has an owner: a token of the owner's

        STATE is active; preparing, when an owner asks for votes; prepared, when a participant has
        voted; in doubt, when its time is over and its owner has not said how it ended; or committed,
        when somebody has not heard of it. WAITING FOR names who hasn't answered, a transaction that
        is in its way, or the host's own disk.

        Exit code 1: the host refused, and says why; 2: there is no answer.
        """;

    internal static Command Verb()
    {
        var url = new Option<string>("--url")
        {
            Description = $"the host (default {HostClient.Defaults.Url})",
            HelpName = "URL",
            DefaultValueFactory = _ => HostClient.Defaults.Url,
            Recursive = true,
        };
        var token = new Option<string?>("--token")
        {
            Description = "a file with a token of the host's owner; - reads it from stdin",
            HelpName = "FILE",
            Recursive = true,
        };
        var json = new Option<bool>("--json") { Description = "print what the host says, as JSON" };
        HostClient.Address To(ParseResult parsed) =>
            new(parsed.GetValue(url)!, parsed.GetValue(token));
        var command = new Command(Transactions, About) { url, token, json };
        command.SetAction((parsed, _) =>
            TransactionsCommand.List(To(parsed), parsed.GetValue(json)));
        return command;
    }
}
