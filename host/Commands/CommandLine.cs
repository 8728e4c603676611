using System.CommandLine;
using TinyChain.Host.Options;

namespace TinyChain.Host.Commands;

/// <summary>
/// The program's verbs. A mistake on the command line is one line on stderr and exit code 2.
/// </summary>
public static class CommandLine
{
    internal const int UsageError = 2;

    private const string Serve = "serve";
    private const string Inspect = "inspect";

    private const string About = """
        A host for TinyChain: it compiles ops written in JSON, and serves them over HTTP.

        Examples:
          tinychain serve                          listen on 127.0.0.1:8702
          tinychain serve --http-port=0            listen on a free port
          tinychain serve --data-dir=/var/lib/tc   keep what is installed there
          tinychain inspect op.json --stage plan   show how an op is compiled
          tinychain inspect - --stage il --args int/64 < op.json
          tinychain inspect op.json --cost '{"n": 1}'
          tinychain serve --debug                  …and the same for installed ops, under /debug
          tinychain compile samples -o demo.tcb    compile libraries ahead
          tinychain serve --bundle=demo.tcb        serve what was compiled
          tinychain backup monday                  copy the data, while the host runs
          tinychain restore monday                 put the copy where no data is
          tinychain check                          look whether the data is sound
          tinychain transactions                   what is open or in doubt at a running host
          tinychain simulate --schedules 1000      look for crashes that break transactions
          tinychain token --help                   keys and tokens, for hosts that have an owner
          curl 'http://127.0.0.1:8702/state/scalar/value/string?key=%22Hello%22'

        Every flag of serve is also read from TINYCHAIN_<FLAG>, such as TINYCHAIN_HTTP_PORT; the
        command line wins.
        """;

    /// <summary>Runs the program; returns its exit code.</summary>
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand(About)
        {
            ServeVerb(), InspectVerb(), BundleVerbs.CompileVerb(), BundleVerbs.VerifyVerb(),
            DataVerbs.BackupVerb(), DataVerbs.RestoreVerb(), DataVerbs.CheckVerb(),
            TokenVerbs.Verb(), TransactionsVerb.Verb(), SimulateVerb.Verb(),
        };
        string[] verbs =
        [
            Serve, Inspect, BundleVerbs.Compile, BundleVerbs.Verify,
            DataVerbs.Backup, DataVerbs.Restore, DataVerbs.Check, TokenVerbs.Token,
            TransactionsVerb.Transactions, SimulateVerb.Simulate,
        ];
        var parsed = root.Parse(Arguments.Complete(args, verbs));
        if (Arguments.Problem(parsed) is { } problem) return Fail(problem);
        return await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    internal static int Fail(string problem)
    {
        Console.Error.WriteLine($"tinychain: {problem}");
        return UsageError;
    }

    private static Command ServeVerb()
    {
        var options = Flags.All.ToDictionary(flag => flag, Option);
        var command = new Command(Serve, "Serve HTTP until stopped; the default.");
        foreach (var option in options.Values) command.Add(option);
        command.SetAction((parsed, _) => ServeCommand.Run(FlagTexts.Read(parsed, options)));
        return command;
    }

    /// <summary>A flag of serve, as an option of a verb.</summary>
    internal static Option<string[]> Option(Flag flag) => new(flag.Option)
    {
        Description = flag.HasEffect ? flag.Help : $"{flag.Help}; no effect in this version",
        HelpName = flag.IsSwitch ? null : flag.Value,
        Arity = flag.IsSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private static Command InspectVerb()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "JSON of an op, or a bundle; - reads stdin",
        };
        var stage = new Option<string>("--stage")
        {
            Description = string.Join(", ", Inspection.Stages) + $" (default {Inspection.Parsed})",
            HelpName = "STAGE",
            DefaultValueFactory = _ => Inspection.Parsed,
        };
        var arguments = new Option<string?>("--args")
        {
            Description = "classes of the op's arguments, such as float/64,string (default: "
                + "any, and float/64)",
            HelpName = "CLASS,…",
        };
        var cost = new Option<string?>("--cost")
        {
            Description = "show the op's fuel instead: its formula, and the figure of a run with "
                + "this key, [key, value] or these parameters",
            HelpName = "JSON",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            Inspect, "Show an op at one stage of its compilation, or what a bundle holds.");
        command.Add(file);
        command.Add(stage);
        command.Add(arguments);
        command.Add(cost);
        command.SetAction((parsed, _) => InspectCommand.Run(
            parsed.GetValue(file)!, parsed.GetValue(stage)!, parsed.GetValue(arguments),
            parsed.GetResult(cost) is null ? null : parsed.GetValue(cost) ?? ""));
        return command;
    }
}
