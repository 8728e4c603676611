using System.CommandLine;
using System.Globalization;
using TinyChain.Benchmarks.Compiling;
using TinyChain.Benchmarks.Programs;
using TinyChain.Benchmarks.Serving;

namespace TinyChain.Benchmarks;

/// <summary>The benchmarks and their flags.</summary>
public static class CommandLine
{
    private const int Over = 1;

    private const string About = """
        Measures compiled ops against the same programs written by hand in C#. Both run in turns, in
        one process; each figure is a median. Ratios hold where absolute times drift, but close what
        else runs on the machine all the same.

        Examples:
          ops                        all programs
          ops --only fib90 --check   one; exit code 1 when it costs more than its bar
          compile --json FILE        from the bytes of an unseen op to its first answer, by stage

        These start the host (dotnet build host -c Release) and talk to it by HTTP:
          bank --clients 64          transfers per second, beside the disk and HTTP alone
          history --commits 100000   a row's GET before and after that many commits
          rows --rows 5000000        a large table: inserts, reads, memory
          tokens --clients 4         an op's answer with tokens of each kind, and without
          purchase                   a widget bought over five hosts, beside bare round trips
        """;

    private static readonly Option<FileInfo?> s_json =
        new("--json") { Description = "also write the results there", HelpName = "FILE" };

    private static readonly Option<bool> s_check =
        new("--check") { Description = "exit code 1 where something costs more than its bar" };

    /// <summary>Runs the program; returns its exit code.</summary>
    public static Task<int> Run(string[] args) =>
        new RootCommand(About) 
        {
            OpsVerb(), CompileVerb(), ServingVerbs.Bank(s_json),
            ServingVerbs.History(s_json, s_check), ServingVerbs.Rows(s_json),
            ServingVerbs.Tokens(s_json, s_check), ServingVerbs.Purchase(s_json),
        }.Parse(args).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false });

    private static Command OpsVerb()
    {
        var only = new Option<string[]>("--only")
        {
            Description = "these programs only", HelpName = "NAME",
        };
        only.AcceptOnlyFromAmong([.. AllPrograms.List.Select(p => p.Name)]);
        var tier = new Option<string>("--tier")
        {
            Description = "0 is interpreted, 1 emitted", DefaultValueFactory = _ => "all",
        };
        string[] tiers = [.. CompiledProgram.Tiers.Select(Text)];
        tier.AcceptOnlyFromAmong(["all", .. tiers]);
        var rounds = Counts.Option("--rounds", "samples of each", 101);
        var command = new Command("ops", "Calls of compiled ops.")
            { only, tier, rounds, s_json, s_check };
        command.SetAction(async (parsed, _) =>
        {
            var names = parsed.GetValue(only) ?? [];
            var configuration = parsed.InvocationConfiguration;
            var results = await OpsCommand.Run(
                [.. AllPrograms.List.Where(p => names.Length == 0 || names.Contains(p.Name))],
                [.. CompiledProgram.Tiers.Where(t => parsed.GetValue(tier) is var asked
                    && (asked == "all" || asked == Text(t)))],
                parsed.GetValue(rounds), configuration.Error);
            if (results is null) return Over;
            configuration.Output.Write(OpTable.Print(results));
            JsonReport.Write(parsed.GetValue(s_json), results);
            return parsed.GetValue(s_check) && results.Exists(r => r.IsOver) ? Over : 0;
        });
        return command;
    }

    private static Command CompileVerb()
    {
        var cold = new Option<string?>(ColdProcess.Flag) { Hidden = true };
        var seed = new Option<int>("--seed") { Hidden = true };
        var processes = Counts.Option("--processes", "cold processes", 9);
        var rounds = Counts.Option("--rounds", "warm samples", 201);
        var command = new Command("compile", "From an unseen op's bytes to its first answer.")
            { rounds, processes, s_json, s_check, cold, seed };
        command.SetAction(async (parsed, _) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(cold) is { } kind)
            {
                output.Write(await ColdProcess.Measure(kind, parsed.GetValue(seed)));
                return 0;
            }

            var result = await CompileCommand.Run(
                parsed.GetValue(rounds), parsed.GetValue(processes));
            output.Write(CompileCommand.Print(result));
            JsonReport.Write(parsed.GetValue(s_json), result);
            return parsed.GetValue(s_check) && result.IsOver ? Over : 0;
        });
        return command;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
