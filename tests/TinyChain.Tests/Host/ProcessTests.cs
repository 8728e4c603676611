using System.Net.Sockets;
using System.Text;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>What the program keeps and finishes when it is stopped, gently or not.</summary>
public sealed class ProcessTests : IDisposable
{
    private const int Kills = 10;
    private const int Clients = 3;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_installed_library_answers_the_same_after_a_kill()
    {
        using var client = new HttpClient();
        string[] targets =
        [
            "/lib/ns/units/0.0.0/to_feet?key=10", "/lib/ns/units/0.0.0/to_feet?key=-1",
            "/lib/ns/units/0.0.0", "/lib/ns",
        ];
        string[] before;
        using (var host = await HostProcess.Serve(_folder.Path))
        {
            await Installer.Put(client, host.Address, "/lib?key=%22ns%22", "true");
            await Installer.Put(client, host.Address, "/lib/ns?key=%22units%22", "false");
            await Installer.Put(client, host.Address, "/lib/ns/units?key=%220.0.0%22", """
                {"/lib/ns/units": {"to_feet": {"/state/scalar/op/get": ["meters", [
                    {"/state/scalar/ref/if": [{"$meters/gte": 0}, {"$meters/mul": 3.28},
                        {"/error/bad_request": "negative"}]}]]}}}
                """);
            before = await Get(client, host.Address, targets);
            Assert.Equal("32.8\n", before[0]);
            await host.Kill();
        }

        using var again = await HostProcess.Serve(_folder.Path);
        Assert.Equal(before, await Get(client, again.Address, targets));
    }

    [Fact]
    public async Task What_was_acknowledged_outlives_kills_and_nothing_is_there_by_half()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var installers = Enumerable.Range(0, Clients).Select(n => new Installer(n)).ToList();
        for (var round = 0; round <= Kills; round++)
        {
            using var host = await HostProcess.Serve(_folder.Path);
            using var client = new HttpClient { BaseAddress = host.Address };
            var missing = await Task.WhenAll(installers.Select(i => i.Missing(client)));
            Assert.All(missing, m => Assert.True(m is null, $"seed {seed}, round {round}: {m}"));
            if (round == Kills) break;
            var running = installers.Select(i => i.InstallUntilKilled(client)).ToList();
            // Not before the first answer: a kill of an idle host would prove nothing.
            await Task.WhenAny(installers.Select(i => i.FirstOfRound));
            await Task.Delay(random.Next(60));
            await host.Kill();
            await Task.WhenAll(running);
        }

        Assert.True(installers.Sum(i => i.Acknowledged) >= Kills);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_running_request_is_finished_before_the_program_ends(string signal)
    {
        using var host = await HostProcess.Serve(_folder.Path);
        using var socket = new TcpClient(host.Address.Host, host.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /transact/hypothetical HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
            + "Content-Length: 16\r\n\r\n"));
        var buffer = new byte[4096];
        // 100 Continue: the request is being read, hence running.
        var length = await stream.ReadAsync(buffer);
        Assert.StartsWith("HTTP/1.1 100 ", Encoding.ASCII.GetString(buffer, 0, length));
        await host.Signal(signal);
        await stream.WriteAsync("""{"op":[["r",1]]}"""u8.ToArray());
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 200 ", answer);
        Assert.EndsWith("\r\n\r\n1\n", answer);
        Assert.Equal((0, ""), await host.End());
    }

    private static async Task<string[]> Get(HttpClient client, Uri host, string[] targets)
    {
        var answers = new List<string>();
        foreach (var target in targets)
        {
            using var response = await client.GetAsync(new Uri(host, target));
            answers.Add(await response.Content.ReadAsStringAsync());
        }

        return [.. answers];
    }
}
