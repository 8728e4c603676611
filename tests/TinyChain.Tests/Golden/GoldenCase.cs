using System.Text;
using System.Text.RegularExpressions;

namespace TinyChain.Tests.Golden;

/// <summary>
/// One file of tests/cases: `# why` lines, an op in JSON, then sections. A section is a head,
/// `stage:` or `stage args:`, and the expected text, indented by two blanks.
/// </summary>
internal sealed partial record GoldenCase(
    string Why, string Op, IReadOnlyList<GoldenCase.Section> Sections)
{
    public byte[] Json => Encoding.UTF8.GetBytes(Op);

    public static GoldenCase Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var op = lines.TakeWhile(line => line.StartsWith('#')).Count();
        var first = Array.FindIndex(lines, op, line => Head().IsMatch(line));
        if (first < 0) first = lines.Length;
        var sections = new List<Section>();
        for (var at = first; at < lines.Length;)
        {
            var head = Head().Match(lines[at++]);
            var body = lines[at..].TakeWhile(line => !Head().IsMatch(line)).ToList();
            at += body.Count;
            sections.Add(new Section(
                head.Groups["stage"].Value,
                head.Groups["args"] is { Success: true, Value: var args } ? args : null,
                string.Join('\n', body.Select(Unindent)).Trim('\n')));
        }

        return new GoldenCase(
            string.Join('\n', lines[..op]),
            string.Join('\n', lines[op..first]).Trim('\n'),
            sections);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        if (Why.Length > 0) text.Append(Why).Append('\n');
        text.Append(Op).Append('\n');
        foreach (var section in Sections) text.Append('\n').Append(section);
        return text.ToString();
    }

    private static string Unindent(string line) =>
        line.StartsWith("  ", StringComparison.Ordinal) ? line[2..] : line;

    [GeneratedRegex(
        "^(?<stage>syntax|parsed|reach|typed|plan|il|csharp|error|run)( (?<args>.+))?:$")]
    private static partial Regex Head();

    /// <summary>What one stage is expected to print.</summary>
    internal sealed record Section(string Stage, string? Args, string Text)
    {
        public override string ToString()
        {
            var head = Args is null ? Stage : $"{Stage} {Args}";
            var lines = Text.Split('\n').Select(line => line.Length == 0 ? "" : $"  {line}");
            return $"{head}:\n{string.Join('\n', lines)}\n";
        }
    }
}
