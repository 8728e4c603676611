using System.CommandLine;

namespace TinyChain.Host.Commands;

/// <summary>The arguments before and after they are parsed.</summary>
internal static class Arguments
{
    private static readonly string[] s_ofTheRoot = ["--help", "-h", "-?", "--version"];

    /// <summary>Adds the default verb, and spells flags with dashes: `--a_b=c_d` ⇒ `--a-b=c_d`.</summary>
    internal static string[] Complete(string[] args, string[] verbs)
    {
        string[] spelled = [.. args.Select(Spell)];
        var first = spelled.FirstOrDefault();
        var isDefault = first is null
            || (first.StartsWith('-') && !s_ofTheRoot.Contains(first) && !verbs.Contains(first));
        return isDefault ? [verbs[0], .. spelled] : spelled;
    }

    /// <summary>What is wrong, in one line, or null.</summary>
    internal static string? Problem(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0) return null;
        if (parsed.UnmatchedTokens.Count == 0) return parsed.Errors[0].Message;
        var wrong = parsed.UnmatchedTokens[0];
        var command = parsed.CommandResult.Command;
        var known = command.Options.Select(o => o.Name)
            .Concat(command.Subcommands.Select(c => c.Name));
        var near = known.MinBy(name => Distance(name, wrong));
        var hint = near is not null && Distance(near, wrong) <= Math.Max(2, wrong.Length / 3)
            ? $"did you mean '{near}'?" : "see tinychain --help";
        return $"'{wrong}' is not known; {hint}";
    }

    private static string Spell(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal)) return argument;
        var end = argument.IndexOf('=');
        if (end < 0) return argument.Replace('_', '-');
        return argument[..end].Replace('_', '-') + argument[end..];
    }

    // Levenshtein's distance, up to a '=' of the typed text; one row at a time.
    private static int Distance(string name, string typed)
    {
        typed = typed.Split('=')[0];
        int[] row = [.. Enumerable.Range(0, typed.Length + 1)];
        for (var i = 1; i <= name.Length; i++)
        {
            var (diagonal, above) = (row[0], 0);
            row[0] = i;
            for (var j = 1; j <= typed.Length; j++)
            {
                above = row[j];
                var replaced = diagonal + (name[i - 1] == typed[j - 1] ? 0 : 1);
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, replaced);
                diagonal = above;
            }
        }

        return row[^1];
    }
}
