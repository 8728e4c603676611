using System.CommandLine;

namespace TinyChain.Host.Commands;

/// <summary>`tinychain token`: make keys, issue tokens, and look at them.</summary>
internal static class TokenVerbs
{
    internal const string Token = "token";

    private const string About = """
        Make keys, issue tokens, and see what a token allows.

        Examples:
          tinychain token keygen http://example.com/service/users -o users.jwk
          tinychain serve --owner http://example.com/service/users --trust '<what keygen printed>'
          tinychain token issue --key users.jwk --iss http://example.com/service/users \
              --aud http://127.0.0.1:8702/lib --scope /lib=rwx --ttl 300
          tinychain token inspect "$TOKEN" --trust_file trust.json
          tinychain token verify "$TOKEN" --trust_file trust.json
          curl -H "Authorization: Bearer $TOKEN" …
        """;

    internal static Command Verb() => new(Token, About)
    {
        KeygenVerb(), IssueVerb(), InspectVerb(), VerifyVerb(),
    };

    private static Command KeygenVerb()
    {
        var issuer = new Argument<string>("ISSUER")
        {
            Description = "the link that the key signs for, such as http://example.com/users",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "the private key's file, which only its owner may read",
            HelpName = "FILE",
        };
        var dataDir = new Option<string?>("--data-dir")
        {
            Description = "or a host's data: its next key, beside the ones that it has",
            HelpName = "DIR",
        };
        var signsIn = new Option<int>("--signs-in")
        {
            Description = "with --data-dir: seconds until it signs, so that others learn it first",
            HelpName = "SECONDS",
        };
        var command = new Command(
            "keygen", "Make a key; print what goes behind --trust. A host reads keys at its start.")
        {
            issuer, output, dataDir, signsIn,
        };
        command.SetAction(parsed => TokenCommands.Keygen(
            parsed.GetValue(issuer)!, parsed.GetValue(output), parsed.GetValue(dataDir),
            parsed.GetValue(signsIn)));
        return command;
    }

    private static Command IssueVerb()
    {
        var key = Required("--key", "FILE", "the private key's file, from keygen");
        var issuer = Required("--iss", "LINK", "who issues it, as the key is trusted for");
        var audience = Required("--aud", "LINK", "whom it is for: the link of a cluster");
        var scopes = new Option<string[]>("--scope")
        {
            Description = "a path, and what may be done below it: r reads, w writes, x executes; "
                + "may be repeated",
            HelpName = "PATH=rwx",
            Required = true,
        };
        var ttl = new Option<int>("--ttl")
        {
            Description = "seconds that it lasts (default 300)",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => 300,
        };
        var once = new Option<bool>("--once") { Description = "say that it is for one commit" };
        var command = new Command("issue", "Sign a token for whoever bears it, and print it.")
        {
            key, issuer, audience, scopes, ttl, once,
        };
        command.SetAction(parsed => IssueCommand.Run(
            parsed.GetValue(key)!,
            new IssueCommand.Order(
                parsed.GetValue(issuer)!, parsed.GetValue(audience)!, parsed.GetValue(scopes)!,
                parsed.GetValue(ttl), parsed.GetValue(once))));
        return command;
    }

    private static Command InspectVerb()
    {
        var (token, trust) = (TokenArgument(), TrustOption());
        var command = new Command("inspect", "Show a token's layers as a tree.") { token, trust };
        command.SetAction(parsed => TokenCommands.Inspect(
            parsed.GetValue(token)!, parsed.GetValue(trust)));
        return command;
    }

    private static Command VerifyVerb()
    {
        var (token, trust) = (TokenArgument(), TrustOption());
        trust.Required = true;
        var command = new Command(
            "verify", "Check all that does not depend on a request. Exit code 1: no, and why.")
        {
            token, trust,
        };
        command.SetAction(parsed => TokenCommands.Verify(
            parsed.GetValue(token)!, parsed.GetValue(trust)!));
        return command;
    }

    private static Argument<string> TokenArgument() =>
        new("TOKEN") { Description = "the token; - reads it from stdin" };

    private static Option<string?> TrustOption() => new("--trust-file")
    {
        Description = "as for serve: whose signatures to check",
        HelpName = "FILE",
    };

    private static Option<string> Required(string name, string value, string help) =>
        new(name) { Description = help, HelpName = value, Required = true };
}
