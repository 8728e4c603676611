using System.CommandLine;
using TinyChain.Host.Options;

namespace TinyChain.Host.Commands;

/// <summary>Collects what was given for each flag: the command line first, then the environment.</summary>
internal static class FlagTexts
{
    internal static Dictionary<Flag, IReadOnlyList<string>> Read(
        ParseResult parsed, Dictionary<Flag, Option<string[]>> options)
    {
        var texts = new Dictionary<Flag, IReadOnlyList<string>>();
        foreach (var (flag, option) in options)
        {
            if (parsed.GetResult(option) is { Implicit: false })
                texts[flag] = parsed.GetValue(option) is { Length: > 0 } given ? given : [""];
            else if (Environment.GetEnvironmentVariable(flag.Variable) is { } variable)
                texts[flag] = flag.IsRepeatable
                    ? variable.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [variable];
        }

        return texts;
    }
}
