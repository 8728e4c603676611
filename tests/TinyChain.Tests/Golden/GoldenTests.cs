using TinyChain.Tests.Tidy;
using Xunit;

namespace TinyChain.Tests.Golden;

/// <summary>
/// Each product of the compiler prints as text; the cases hold those texts. TC_REWRITE=1 records
/// them anew: commit only a difference that you can explain.
/// </summary>
public sealed class GoldenTests
{
    [Fact]
    public async Task Cases_print_as_recorded()
    {
        var cases = Repo.Files(".txt", "tests/cases").Select(Difference);
        var failures = (await Task.WhenAll(cases)).OfType<string>().ToList();
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    [Fact]
    public void A_case_survives_being_read_and_written()
    {
        const string Text = """
            # Why this case is here.
            {"op": [["r", 1]]}

            syntax:
              1:

                2

            run {"a": 1}:
              plan:
            """ + "\n";
        var parsed = GoldenCase.Parse(Text);
        Assert.Equal(Text, parsed.ToString());
        Assert.Equal(
            [new("syntax", null, "1:\n\n  2"), new("run", """{"a": 1}""", "plan:")],
            parsed.Sections);
    }

    private static async Task<string?> Difference(string path)
    {
        var text = Repo.Read(path);
        var expected = GoldenCase.Parse(text);
        var sections = new List<GoldenCase.Section>();
        foreach (var section in expected.Sections)
        {
            var printed = await Stages.Print(section.Stage, expected.Json, section.Args);
            sections.Add(section with { Text = printed.Trim('\n') });
        }

        var actual = expected with { Sections = sections };
        if (actual.ToString() == text) return null;
        if (Environment.GetEnvironmentVariable("TC_REWRITE") != "1")
            return $"{path} differs; TC_REWRITE=1 records it anew:\n{actual}";
        await File.WriteAllTextAsync(Path.Combine(Repo.Root, path), actual.ToString());
        return null;
    }
}
