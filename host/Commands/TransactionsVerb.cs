using System.CommandLine;
using TinyChain.Runtime.Transactions;

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
          tinychain transactions --token token     for a host with an owner: the owner's token

        STATE is active; preparing, when an owner asks for votes; prepared, when a participant has
        voted; in doubt, when its time is over and its owner has not said how it ended; committed,
        when somebody has not heard of it. WAITING FOR names who hasn't answered, a transaction
        that is in its way, or the host's own disk.

        Exit code 1: the host refused, and says why; 2: there is no answer.
        """;

    private const string AboutResolve = """
        Decide a transaction in doubt in the place of its owner, where that is gone for ever.

        A participant that has voted waits for its owner's word, and keeps others off what it wrote.
        Where the owner's data is lost that word never comes. This ends the doubt at one host: ask
        the other participants (GET /transact/X) how it ended there, and decide the same at each.

        Only what the list shows as in doubt can be decided. The decision is on the disk, with the
        fact that it was an operator's, before it has any effect; it stays listed, with what the
        owner says should it come back. Where that is something else, the list and the host's log
        say MISMATCH.

        Examples:
          tinychain transactions resolve 1700000000000000000-42 abort --force
          tinychain transactions resolve 1700000000000000000-42 commit --force --token token
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
        command.Add(ResolveVerb(To));
        return command;
    }

    private static Command ResolveVerb(Func<ParseResult, HostClient.Address> to)
    {
        var id = new Argument<string>("X") { Description = "the transaction's id, as listed" };
        var decision = new Argument<string>("DECISION") { Description = "commit or abort" };
        var force = new Option<bool>("--force")
        {
            Description = "you know that its owner will never say how it ended, or how it did",
        };
        var command = new Command("resolve", AboutResolve) { id, decision, force };
        command.SetAction((parsed, _) =>
        {
            var (txn, what) = (parsed.GetValue(id)!, parsed.GetValue(decision)!);
            return TxnId.Parse(txn) is null
                ? Refuse($"'{txn}' is no transaction's id, such as 1700000000000000000-42")
                : what is not ("commit" or "abort")
                ? Refuse($"'{what}' is no decision: it is commit or abort")
                : !parsed.GetValue(force)
                ? Refuse("a decision in the owner's place can't be taken back, and breaks the "
                    + "transaction where the owner has decided otherwise; ask its owner and the "
                    + "other participants first, then give --force")
                : TransactionsCommand.Resolve(to(parsed), txn, what);
        });
        return command;
    }

    private static Task<int> Refuse(string problem) => Task.FromResult(CommandLine.Fail(problem));
}
