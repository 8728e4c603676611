using System.Net;
using System.Text;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>
/// A client that installs one library after another, and knows which of them the host has said to
/// keep. Each round has a directory of its own; each directory gets some items, each a version.
/// </summary>
internal sealed class Installer(int number)
{
    private const int ItemsPerRound = 40;

    private readonly List<Step> _steps = [];
    private TaskCompletionSource _first = new();
    private int _round;

    /// <summary>Completes when the host has acknowledged something in this round.</summary>
    public Task FirstOfRound => _first.Task;

    public int Acknowledged => _steps.Count(s => s.IsAcknowledged);

    public static async Task Put(HttpClient client, Uri host, string target, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var response = await client.PutAsync(new Uri(host, target), content);
        Assert.Equal(
            "null\n", await response.Content.ReadAsStringAsync());
    }

    public async Task InstallUntilKilled(HttpClient client)
    {
        _first = new();
        var space = $"c{number}r{_round++}";
        try
        {
            await Send(client, "/lib", space, "true", null);
            for (var i = 0; i < ItemsPerRound; i++)
            {
                await Send(client, $"/lib/{space}", $"i{i}", "false", null);
                var content = $"{{\"a\":{i},\"text\":\"{new string('x', 3000)}\",\"z\":[{i}]}}";
                await Send(
                    client, $"/lib/{space}/i{i}", "0.0.0",
                    $"{{\"/lib/{space}/i{i}\":{content}}}", content);
            }
        }
        catch (HttpRequestException)
        {
            // The host is dead: what is on its way may be there or not.
        }
    }

    /// <summary>
    /// The first thing that was acknowledged and is not there, or that is there by half; or null.
    /// </summary>
    public async Task<string?> Missing(HttpClient client)
    {
        foreach (var step in _steps)
        {
            using var response = await client.GetAsync(new Uri(step.Path, UriKind.Relative));
            var text = (await response.Content.ReadAsStringAsync()).TrimEnd();
            var isThere = response.StatusCode == HttpStatusCode.OK
                && (step.Content is null || text == step.Content);
            var isAbsent = response.StatusCode == HttpStatusCode.NotFound;
            if (!isThere && (step.IsAcknowledged || !isAbsent))
                return $"{step.Path}: {response.StatusCode} {text[..Math.Min(200, text.Length)]}";
        }

        return null;
    }

    private async Task Send(
        HttpClient client, string parent, string name, string body, string? content)
    {
        var step = new Step($"{parent}/{name}", content);
        _steps.Add(step);
        await Put(client, client.BaseAddress!, $"{parent}?key=%22{name}%22", body);
        step.IsAcknowledged = true;
        _first.TrySetResult();
    }

    /// <summary>Something that was asked for; without content it is a directory or item.</summary>
    private sealed class Step(string path, string? content)
    {
        public string Path => path;

        public string? Content => content;

        public bool IsAcknowledged { get; set; }
    }
}
