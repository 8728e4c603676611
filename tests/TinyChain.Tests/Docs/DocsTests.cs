using System.Diagnostics;
using TinyChain.Tests.Tidy;
using Xunit;

namespace TinyChain.Tests.Docs;

/// <summary>What the README and docs/ tell a reader to run does what they say it does.</summary>
public sealed class DocsTests(SampleHost host) : IClassFixture<SampleHost>
{
    /// <summary>Where the docs say the host is; the tests' host listens elsewhere.</summary>
    private const string DocumentedAuthority = "127.0.0.1:8702";

    [Fact]
    public async Task Examples_print_what_the_docs_say()
    {
        var blocks = RunnableBlock.All().ToList();
        Assert.NotEmpty(blocks);
        var wrong = new List<string>();
        foreach (var block in blocks)
        {
            var printed = await Run(block.Script);
            if (printed != block.Expected)
                wrong.Add($"{block.Place} should print\n{block.Expected}\nbut prints\n{printed}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    private async Task<string> Run(string script)
    {
        var here = script.Replace(DocumentedAuthority, host.Authority, StringComparison.Ordinal);
        // A progress meter is no part of the answer.
        const string Quiet = "curl() { command curl -s \"$@\"; }\n";
        var start = new ProcessStartInfo("sh", ["-eu", "-c", Quiet + here])
        {
            WorkingDirectory = Repo.Root,
            RedirectStandardOutput = true,
        };
        using var shell = Process.Start(start)!;
        var printed = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return printed.Trim();
    }
}
