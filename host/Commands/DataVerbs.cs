using System.CommandLine;
using TinyChain.Host.Hosting;
using TinyChain.Host.Options;

namespace TinyChain.Host.Commands;

/// <summary>The verbs that copy and check what a host keeps.</summary>
internal static class DataVerbs
{
    internal const string Backup = "backup";
    internal const string Restore = "restore";
    internal const string Check = "check";

    internal static Command BackupVerb() => WithDirectory(
        new Command(Backup, "Copy the data, as it is at one moment; its host may be running."),
        "a new or empty directory for the backup", DataCommands.Backup);

    internal static Command RestoreVerb() => WithDirectory(
        new Command(Restore, "Verify a backup, and put it where no data is."),
        "the directory of the backup", DataCommands.Restore);

    internal static Command CheckVerb()
    {
        var dataDir = CommandLine.Option(Flags.DataDir);
        var command = new Command(
            Check, "Look whether the data is sound; its host may be running. Exit code 1: no.");
        command.Add(dataDir);
        command.SetAction(parsed => Run(parsed, dataDir, CheckCommand.Run));
        return command;
    }

    private static Command WithDirectory(
        Command command, string what, Func<string, string, int> run)
    {
        var directory = new Argument<string>("DIR") { Description = what };
        var dataDir = CommandLine.Option(Flags.DataDir);
        command.Add(directory);
        command.Add(dataDir);
        command.SetAction(parsed => Run(
            parsed, dataDir, data => run(
                DataDirectory.FileIn(parsed.GetValue(directory)!), data)));
        return command;
    }

    /// <summary>Runs with the store's file: as serve would find it.</summary>
    private static int Run(ParseResult parsed, Option<string[]> dataDir, Func<string, int> run)
    {
        var values = new FlagValues(FlagTexts.Read(parsed, new() { [Flags.DataDir] = dataDir }));
        var data = values.Text(Flags.DataDir, new ServeOptions().DataDir);
        return values.Problem is { } problem
            ? CommandLine.Fail(problem) : run(DataDirectory.FileIn(data));
    }
}
