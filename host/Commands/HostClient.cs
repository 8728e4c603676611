using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TinyChain.Ir;

namespace TinyChain.Host.Commands;

/// <summary>What a command asks of a running host: one request, with the operator's token.
/// </summary>
internal static class HostClient
{
    /// <summary>The host has said no, and stderr says why.</summary>
    internal const int Refused = 1;

    // What the host does for operators, it does in less, or its disk doesn't answer.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>The host, and the file of the token, as the command line gives them.</summary>
    internal sealed record Address(string Url, string? TokenFile);

    /// <summary>
    /// Sends the request, a POST where there is a body, and has the answer's text used: that gives
    /// the exit code. Without a good answer it is one line on stderr: 1 where the host has refused,
    /// 2 where there is none.
    /// </summary>
    internal static async Task<int> Send(
        Address to, string path, string? body, Func<string, int> use)
    {
        if (!Uri.TryCreate(to.Url, UriKind.Absolute, out var host)
            || host.Scheme is not ("http" or "https"))
            return CommandLine.Fail($"'{to.Url}' is no host's address, such as {Defaults.Url}");
        try
        {
            using var request = new HttpRequestMessage(
                body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(host, path));
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            if (to.TokenFile is { } file)
                request.Headers.Authorization = new AuthenticationHeaderValue(
                    "Bearer", await ReadToken(file));
            return await Send(request, use);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CommandLine.Fail($"the token can't be read: {e.Message}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return CommandLine.Fail($"no answer from {host}: {e.Message}");
        }
        catch (Exception e) when (
            e is JsonException or InvalidOperationException or KeyNotFoundException
                or FormatException)
        {
            return CommandLine.Fail($"{host} answered with what is no answer of a host's");
        }
    }

    private static async Task<int> Send(HttpRequestMessage request, Func<string, int> use)
    {
        using var http = new HttpClient
        {
            Timeout = s_patience,
            MaxResponseContentBufferSize = Limits.BodyBytes,
        };
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (response.IsSuccessStatusCode) return use(text);
        CommandLine.Fail($"{(int)response.StatusCode}: {Message(text)}");
        return Refused;
    }

    /// <summary>What a fault says: `{kind: message}`, or `{kind: {"message": …}}`.</summary>
    private static string Message(string fault)
    {
        using var json = JsonDocument.Parse(fault);
        var what = json.RootElement.EnumerateObject().Single().Value;
        if (what.ValueKind == JsonValueKind.Object) what = what.GetProperty("message");
        return Printable(what.GetString()!);
    }

    /// <summary>Whatever a host says is no order to the terminal.</summary>
    internal static string Printable(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    private static async Task<string> ReadToken(string file)
    {
        var text = file == "-"
            ? await Console.In.ReadToEndAsync() : await File.ReadAllTextAsync(file);
        // A header has one line, whatever the file holds.
        return Printable(text.Trim());
    }

    internal static class Defaults
    {
        internal const string Url = "http://127.0.0.1:8702";
    }
}
