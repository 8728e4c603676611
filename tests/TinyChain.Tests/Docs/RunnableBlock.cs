using TinyChain.Tests.Tidy;

namespace TinyChain.Tests.Docs;

/// <summary>
/// A fenced block of README.md or docs/ that starts with "```sh run". Each line `# → text` in it
/// is what the command above prints.
/// </summary>
internal sealed record RunnableBlock(string Place, string Script, string Expected)
{
    private const string Arrow = "# → ";

    public static IEnumerable<RunnableBlock> All() =>
        Repo.Files(".md", "docs").Prepend("README.md")
            .SelectMany(path => In(path, Repo.Read(path)));

    public static IEnumerable<RunnableBlock> In(string path, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at] != "```sh run") continue;
            var block = lines[(at + 1)..].TakeWhile(line => line != "```").ToList();
            yield return new RunnableBlock(
                $"{path}:{at + 1}",
                string.Join('\n', block),
                string.Join('\n', block
                    .Where(line => line.StartsWith(Arrow, StringComparison.Ordinal))
                    .Select(line => line[Arrow.Length..])));
        }
    }
}
