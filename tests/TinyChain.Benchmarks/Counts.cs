using System.CommandLine;
using System.Globalization;

namespace TinyChain.Benchmarks;

/// <summary>Flags that are numbers of something.</summary>
internal static class Counts
{
    internal static Option<int> Option(string name, string what, int usual)
    {
        var count = new Option<int>(name)
        {
            Description = what, HelpName = "N", DefaultValueFactory = _ => usual,
        };
        count.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && (!int.TryParse(text, CultureInfo.InvariantCulture, out var n) || n < 1))
                result.AddError($"{name} must be 1 or more");
        });
        return count;
    }
}
