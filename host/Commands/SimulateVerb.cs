using System.CommandLine;
using TinyChain.Host.Simulation;

namespace TinyChain.Host.Commands;

/// <summary>The verb that looks for schedules in which transactions fail.</summary>
internal static class SimulateVerb
{
    internal const string Simulate = "simulate";

    private const int LeastHosts = 3;
    private const int MostSteps = 10_000;

    private static readonly Dictionary<string, Honesty> s_disks = new()
    {
        ["honest"] = Honesty.Honest,
        ["forgets"] = Honesty.ForgetsSync,
        ["tears"] = Honesty.Tears,
    };

    internal static Command Verb()
    {
        var seed = Number("--seed", "where chance begins (default 1)", 1);
        var schedules = Number("--schedules", "how many, with a seed each (default 1)", 1);
        var steps = Number("--steps", "requests and faults in each (default 40)", 40);
        var hosts = Number("--hosts", "3 to 6 (default 5)", 5);
        var disk = new Option<string>("--disk")
        {
            Description = "honest (default), forgets (syncs), or tears (batches)",
            HelpName = "KIND",
            DefaultValueFactory = _ => "honest",
        };
        disk.AcceptOnlyFromAmong([.. s_disks.Keys]);
        var verbose = new Option<bool>("--verbose") { Description = "print all that happens" };
        var command = new Command(
            Simulate,
            "Let simulated hosts crash and lose messages, and look whether their transactions stay "
            + "whole. Exit code 1: no.")
        {
            seed, schedules, steps, hosts, disk, verbose,
        };
        command.SetAction((parsed, _) =>
        {
            var (stepCount, hostCount) = (parsed.GetValue(steps), parsed.GetValue(hosts));
            return hostCount is < LeastHosts or > SimKeys.MostHosts
                ? Refuse($"--hosts is from {LeastHosts} to {SimKeys.MostHosts}")
                : stepCount is < 1 or > MostSteps
                ? Refuse($"--steps is from 1 to {MostSteps}")
                : SimulateCommand.Run(
                    parsed.GetValue(seed), parsed.GetValue(schedules),
                    new SimSetup(stepCount, hostCount, s_disks[parsed.GetValue(disk)!]),
                    parsed.GetValue(verbose));
        });
        return command;
    }

    /// <summary>The option that gives such a disk; nothing for an honest one.</summary>
    internal static string Disk(Honesty honesty) => honesty == Honesty.Honest ? ""
        : $" --disk {s_disks.First(disk => disk.Value == honesty).Key}";

    private static Task<int> Refuse(string problem) => Task.FromResult(CommandLine.Fail(problem));

    private static Option<int> Number(string name, string help, int otherwise) => new(name)
    {
        Description = help,
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
    };
}
