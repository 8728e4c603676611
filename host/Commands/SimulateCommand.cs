using System.Diagnostics;
using System.Globalization;
using TinyChain.Host.Simulation;

namespace TinyChain.Host.Commands;

/// <summary>
/// `tinychain simulate`: hosts that crash and lose messages, in one process and in virtual time.
/// Exit code 1 where an invariant was violated: stdout shows it, with one command that repeats it.
/// </summary>
internal static class SimulateCommand
{
    private const int Violated = 1;
    private const int Between = 1000;

    internal static Task<int> Run(
        int seed, int schedules, SimSetup setup, bool isVerbose) =>
        OneThread.Run(() => Simulate(seed, schedules, setup, isVerbose));

    private static async Task<int> Simulate(
        int seed, int schedules, SimSetup setup, bool isVerbose)
    {
        var (counts, watch) = (new SimCounts(), Stopwatch.StartNew());
        for (var i = 0; i < schedules; i++)
        {
            var schedule = new Schedule(seed + i, setup);
            var problem = await schedule.Run();
            counts.Add(schedule.Counts);
            if (isVerbose || problem is not null)
                foreach (var line in schedule.Trace) Console.WriteLine(line);
            if (problem is not null)
            {
                Console.WriteLine(Text($"seed {seed + i}: {problem}"));
                Console.WriteLine(Text($"repeat: tinychain simulate --seed {seed + i} --steps ")
                    + Text($"{setup.Steps} --hosts {setup.Hosts}")
                    + SimulateVerb.Disk(setup.Disk));
                return Violated;
            }

            if ((i + 1) % Between == 0)
                Console.WriteLine(Text($"{i + 1} schedules in {watch.Elapsed.TotalSeconds:0} s"));
        }

        Console.WriteLine(Text($"seeds {seed} to {seed + schedules - 1}, {setup.Hosts} hosts, ")
            + Text($"{setup.Steps} steps each, in {watch.Elapsed.TotalSeconds:0.0} s: ")
            + $"nothing violated; {counts}");
        return 0;
    }

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
