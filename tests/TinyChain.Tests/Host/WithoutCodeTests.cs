using System.Text;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>A host serves where its runtime emits no code, and says so once.</summary>
public sealed class WithoutCodeTests : IDisposable
{
    private const string Switch =
        "System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("auto", 1)]
    public async Task Ops_are_interpreted_where_no_code_can_be_emitted(string tier, int warnings)
    {
        using var client = new HttpClient();
        using var host = await HostProcess.ServeWithout(
            Switch, _folder.Path, $"--tier={tier}", "--debug");
        for (var i = 0; i < 4; i++)
        {
            // Turns enough for a promotion; four ops, as no two have the same text.
            var answer = await Send(client, host, $$$"""
                {"op": [["r", {"/state/scalar/ref/while": [
                    {"/state/scalar/op/get": ["n", [{"$n/lt": [200000]}]]},
                    {"/state/scalar/op/get": ["n", [{"$n/add": [{{{i + 1}}}]}]]}, 0]}]]}
                """);
            Assert.InRange(int.Parse(answer), 200_000, 200_003);
        }

        var page = await client.GetStringAsync(new Uri(host.Address, "/debug/ops"));
        Assert.Contains("emitted 0, ", page);
        await host.Signal("TERM");
        var (_, errors) = await host.End();
        Assert.Equal(warnings, errors.Split("stays interpreted").Length - 1);
    }

    private static async Task<string> Send(HttpClient client, HostProcess host, string json)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        using var response = await client.PostAsync(
            new Uri(host.Address, "/transact/hypothetical"), body);
        return (await response.Content.ReadAsStringAsync()).Trim();
    }
}
