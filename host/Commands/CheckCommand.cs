using System.Globalization;
using TinyChain.Runtime.Kernel.Checks;
using TinyChain.Runtime.Storage;

namespace TinyChain.Host.Commands;

/// <summary>`tinychain check`: prints what is wrong with the data, or that nothing is.</summary>
internal static class CheckCommand
{
    /// <summary>Something is wrong, and stdout says what.</summary>
    private const int Unsound = 1;

    internal static int Run(string file)
    {
        try
        {
            using var store = SqliteSnapshot.Open(file);
            return Check(new StoreCheck(store));
        }
        catch (StoreException e)
        {
            return CommandLine.Fail(e.Message);
        }
    }

    private static int Check(StoreCheck check)
    {
        var (line, problems) = (new StatusLine(), 0L);
        foreach (var problem in check.Problems(link => line.Show($"checking {link}")))
        {
            line.Clear();
            Console.WriteLine(problem);
            problems++;
        }

        line.Clear();
        Console.WriteLine($"checked {Count(check.Collections, "collection")}, "
            + $"{Count(check.Chains, "block chain")}, {Count(check.Rows, "row")}: "
            + (problems == 0 ? "nothing wrong" : Count(problems, "problem")));
        return problems == 0 ? 0 : Unsound;
    }

    private static string Count(long number, string what) => string.Create(
        CultureInfo.InvariantCulture, $"{number:N0} {what}{(number == 1 ? "" : "s")}");
}
