using System.Diagnostics;
using System.Text;
using Xunit;

namespace TinyChain.Tests.Conformance;

/// <summary>
/// No input, however hostile, hangs a request or brings the host down. Runs alone: it measures
/// time.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class HostileTests(TestHost host) : IClassFixture<TestHost>
{
    /// <summary>What a slow machine may add to the request's own limit.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    public static TheoryData<string> Names => [.. HostileInputs.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_input_is_refused_in_time_and_the_host_lives_on(string name)
    {
        var (verb, target, body) = HostileInputs.All[name];
        await IsRefusedInTime(verb, target, body);
    }

    [Fact]
    public async Task A_library_that_calls_itself_for_ever_is_stopped()
    {
        await Install("hostile", "loop", """
            {"/lib/hostile/loop": {"f": {"/state/scalar/op/get": ["k", [
                ["r", {"/lib/hostile/loop/0.0.0/f": [{"$k/add": [1]}]}]]]}}}
            """);
        await IsRefusedInTime("GET", "/lib/hostile/loop/0.0.0/f?key=1", null);
    }

    [Fact]
    public async Task A_library_that_calls_itself_twice_is_stopped()
    {
        await Install("hostile", "tree", """
            {"/lib/hostile/tree": {"f": {"/state/scalar/op/get": ["k", [
                ["r", [{"/lib/hostile/tree/0.0.0/f": [1]}, {"/lib/hostile/tree/0.0.0/f": [2]}]]]]}}}
            """);
        await IsRefusedInTime("GET", "/lib/hostile/tree/0.0.0/f?key=1", null);
    }

    private async Task IsRefusedInTime(string verb, string target, byte[]? body)
    {
        var clock = Stopwatch.StartNew();
        var (status, answer) = await RawHttp.Send(host.Address, verb, target, body);
        var took = clock.Elapsed;
        Assert.True(status is >= 400 and < 500, $"answered {status} {Start(answer)}");
        Assert.True(took < TestHost.RequestTtl + s_grace, $"took {took.TotalSeconds:0.0} s");
        Assert.Equal((200, "1"), await One());
    }

    /// <summary>The request that must work after whatever came before.</summary>
    private async Task<(int Status, string Body)> One()
    {
        var (status, body) = await RawHttp.Send(
            host.Address, "POST", "/transact/hypothetical", """{"op":[["r",1]]}"""u8.ToArray());
        return (status, body.Trim());
    }

    private async Task Install(string space, string name, string library)
    {
        await Put($"/lib?key=%22{space}%22", "true");
        await Put($"/lib/{space}?key=%22{name}%22", "false");
        await Put($"/lib/{space}/{name}?key=%220.0.0%22", library);
    }

    private async Task Put(string target, string body)
    {
        var (status, answer) = await RawHttp.Send(
            host.Address, "PUT", target, Encoding.UTF8.GetBytes(body));
        Assert.True(status == 200, $"PUT {target} answered {status} {Start(answer)}");
    }

    private static string Start(string answer) => answer[..Math.Min(answer.Length, 400)];
}
