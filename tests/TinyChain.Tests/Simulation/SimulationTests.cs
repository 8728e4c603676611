using System.Globalization;
using TinyChain.Tests.Host;
using TinyChain.Tests.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Simulation;

/// <summary>
/// The invariants of transactions over several hosts, through crashes and a bad network:
/// `tinychain simulate`, in a process of its own. TC_SCHEDULES sets how many schedules.
/// </summary>
public sealed class SimulationTests
{
    private static string Schedules =>
        Environment.GetEnvironmentVariable("TC_SCHEDULES") ?? "100";

    [Fact]
    public async Task No_schedule_violates_an_invariant()
    {
        var seed = Math.Abs(TestEngine.Seed % 1_000_000).ToString(CultureInfo.InvariantCulture);
        var (exitCode, output, errors) = await HostProcess.Run(
            "simulate", "--seed", seed, "--schedules", Schedules);
        Assert.True(exitCode == 0, $"{output}{errors}");
    }

    // Hosts change, and their schedules with them: the rule that was missing has a test of its own.
    [Theory]
    [InlineData("5016956", "M8: who forgot a commit said what he had been told")]
    public async Task What_a_seed_has_found_is_mended(string seed, string what)
    {
        var (exitCode, output, errors) = await HostProcess.Run("simulate", "--seed", seed);
        Assert.True(exitCode == 0, $"{what}: {output}{errors}");
    }

    [Fact]
    public async Task A_seed_decides_all_that_happens()
    {
        string[] arguments = ["simulate", "--seed", "7", "--schedules", "3", "--verbose"];
        var (_, first, _) = await HostProcess.Run(arguments);
        var (_, second, _) = await HostProcess.Run(arguments);
        Assert.Equal(Happened(first), Happened(second));
    }

    [Theory]
    [InlineData("forgets")]
    [InlineData("tears")]
    public async Task A_disk_that_lies_is_found_out(string disk)
    {
        var (exitCode, output, errors) = await HostProcess.Run(
            "simulate", "--seed", "1", "--schedules", "400", "--disk", disk);
        Assert.True(exitCode == 1, $"{output}{errors}");
        Assert.Contains($"--disk {disk}", output, StringComparison.Ordinal);
    }

    // Without the last line, which tells how long it took.
    private static string[] Happened(string output) => output.TrimEnd().Split('\n')[..^1];
}
