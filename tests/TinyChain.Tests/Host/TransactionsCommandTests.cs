using System.Text.Json;
using TinyChain.Runtime.Storage;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>`tinychain transactions`, as an operator meets it.</summary>
public sealed class TransactionsCommandTests
{
    [Fact]
    public async Task What_is_in_doubt_is_a_line_of_a_table()
    {
        using var store = new MemoryStore();
        var id = await InDoubt.Leave(store);
        await using var host = await RunningHost.Start(store);

        var (code, output, errors) = await Run(host);

        Assert.Equal((0, ""), (code, errors));
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        var owner = lines[0].IndexOf("OWNER", StringComparison.Ordinal);
        Assert.Equal(owner, lines[1].IndexOf(InDoubt.Owner, StringComparison.Ordinal));
        Assert.Matches(
            $@"^{id}  participant  in doubt  \d+(\.\d)? m?s  {InDoubt.Owner}  {InDoubt.Owner}$",
            lines[1]);
    }

    [Fact]
    public async Task Where_nothing_is_open_it_says_so()
    {
        await using var host = await RunningHost.Start();
        Assert.Equal((0, "nothing is open or in doubt\n", ""), await Run(host));
        var (code, output, _) = await Run(host, "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal((0, 0), (code, json.RootElement.GetProperty("left_out").GetInt32()));
    }

    [Theory]
    [InlineData("is no host's address", "--url=here")]
    [InlineData("no answer from http://127.0.0.1:1/", "--url=http://127.0.0.1:1")]
    [InlineData("the token can't be read", "--token=/dev/null/token")]
    public async Task What_can_not_be_asked_is_one_line_and_exit_code_2(string part, string option)
    {
        var (code, output, errors) = await HostProcess.Run("transactions", option);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("tinychain: ", errors);
        Assert.Contains(part, errors);
    }

    [Fact]
    public async Task W3_an_operator_ends_a_doubt_and_the_list_says_so()
    {
        using var store = new MemoryStore();
        var id = (await InDoubt.Leave(store)).ToString();
        await using var host = await RunningHost.Start(store);

        var (code, _, errors) = await Run(host, "resolve", id, "abort");
        Assert.Equal(2, code);
        Assert.Contains("--force", errors);
        (code, _, errors) = await Run(host, "resolve", id, "maybe", "--force");
        Assert.Equal(2, code);
        Assert.Contains("'maybe' is no decision", errors);
        Assert.Contains("in doubt", (await Run(host)).Output);

        Assert.Equal(
            (0, $"transaction {id} is aborted there, by your decision\n", ""),
            await Run(host, "resolve", id, "abort", "--force"));
        (code, _, errors) = await Run(host, "resolve", id, "commit", "--force");
        Assert.Equal(1, code);
        Assert.StartsWith("tinychain: 409: ", errors);
        var (_, output, _) = await Run(host);
        Assert.StartsWith("nothing is open or in doubt\n", output);
        Assert.Matches(
            $@"\n{id}  aborted  \d+(\.\d)? m?s ago  {InDoubt.Owner}  nothing yet\n$", output);

        // The owner is back, and says otherwise.
        Assert.StartsWith(
            "409 ", await host.Send("POST", $"/transact/{id}/commit", """{"cluster": "/x"}"""));
        Assert.EndsWith("committed: MISMATCH\n", (await Run(host)).Output);
    }

    private static Task<(int ExitCode, string Output, string Errors)> Run(
        RunningHost host, params string[] arguments) =>
        HostProcess.Run(["transactions", $"--url={host.Address}", .. arguments]);
}
