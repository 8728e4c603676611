using TinyChain.Host.Simulation;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace TinyChain.Tests.Serializability;

/// <summary>
/// A service of lists, and a client of it that notes what it saw. A list is a row of text to which
/// values are appended: each append reads the row and writes it back, so that a lost update shows.
/// </summary>
internal sealed class ListService(HttpClient http)
{
    private const string At = "/service/elle/lists/0.0.0";

    private const string Definition = """
        {"/service/elle/lists": {
          "rows": {"/state/chain/sync": [{"/state/collection/table": [[
            [[["k", "/state/scalar/value/number/int/64"]],
             [["v", "/state/scalar/value/string", 1000000]]], []]]}]},
          "text": {"/state/scalar/op/get": ["k", [
            ["row", {"$self/rows": [[{"$k": []}]]}],
            ["text", {"/state/scalar/ref/if": [{"$row/is_none": []}, "", {"$row/0": []}]}]]]},
          "append": {"/state/scalar/op/post": [
            ["row", {"$self/rows": [[{"$k": []}]]}],
            ["old", {"/state/scalar/ref/if": [{"$row/is_none": []}, "", {"$row/1": []}]}],
            ["template", "{{old}}{{v}} "],
            ["new", {"$template/render": {"old": {"$old": []}, "v": {"$v": []}}}],
            ["write", {"$self/rows": [[{"$k": []}], [{"$new": []}]]}],
            ["result", {"/state/scalar/ref/after": [{"$write": []}, {"$old": []}]}]]},
          "read": {"/state/scalar/op/get": ["keys", [
            ["a", {"$self/rows": [[{"$keys/0": []}]]}],
            ["b", {"$self/rows": [[{"$keys/1": []}]]}],
            ["result", [{"$a": []}, {"$b": []}]]]]},
          "mix": {"/state/scalar/op/post": [
            ["a", {"$self/rows": [[{"$r": []}]]}],
            ["b", {"$self/append": {"k": {"$k": []}, "v": {"$v": []}}}],
            ["c", {"$self/append": {"k": {"$l": []}, "v": {"$w": []}}}],
            ["result", [{"$a": []}, {"$b": []}, {"$c": []}]]]}}}
        """;

    public async Task Install()
    {
        await Put("/service?key=%22elle%22", "true");
        await Put("/service/elle?key=%22lists%22", "false");
        await Put("/service/elle/lists?key=%220.0.0%22", Definition);
    }

    /// <summary>Reads two lists in one transaction.</summary>
    public async Task<Attempt> Read(int a, int b)
    {
        var start = Stopwatch.GetTimestamp();
        var (ending, json) = await Send(new HttpRequestMessage(
            HttpMethod.Get, $"{At}/read?key={Uri.EscapeDataString($"[{a},{b}]")}"));
        return new Attempt(
            start, Stopwatch.GetTimestamp(), ending,
            ending == Ending.Committed
                ? [new Step.Read(a, Row(json[0])), new Step.Read(b, Row(json[1]))] : []);
    }

    /// <summary>Reads one list and appends to two others, in one transaction.</summary>
    public async Task<Attempt> Mix(int read, (int Key, long Value) one, (int Key, long Value) two)
    {
        var start = Stopwatch.GetTimestamp();
        var body = $$"""
            {"r":{{read}},"k":{{one.Key}},"v":{{one.Value}},"l":{{two.Key}},"w":{{two.Value}}}
            """;
        var (ending, json) = await Send(new HttpRequestMessage(HttpMethod.Post, $"{At}/mix")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        });
        var (first, second) =
            (new Step.Append(one.Key, one.Value), new Step.Append(two.Key, two.Value));
        Step[] steps = ending != Ending.Committed ? [first, second] :
        [
            new Step.Read(read, Row(json[0])), new Step.Read(one.Key, Values(json[1].GetString()!)),
            first, new Step.Read(two.Key, Values(json[2].GetString()!)), second,
        ];
        return new Attempt(start, Stopwatch.GetTimestamp(), ending, steps);
    }

    private async Task Put(string target, string body)
    {
        using var response =
            await http.PutAsync(target, new ByteArrayContent(Encoding.UTF8.GetBytes(body)));
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    private async Task<(Ending Ending, JsonElement Json)> Send(HttpRequestMessage request)
    {
        try
        {
            using (request)
            using (var response = await http.SendAsync(request))
            {
                var text = await response.Content.ReadAsStringAsync();
                return response.StatusCode switch
                {
                    HttpStatusCode.OK =>
                        (Ending.Committed, JsonDocument.Parse(text).RootElement),
                    HttpStatusCode.Conflict or HttpStatusCode.RequestTimeout =>
                        (Ending.Aborted, default),
                    HttpStatusCode.ServiceUnavailable => (Ending.Unknown, default),
                    _ => throw new InvalidOperationException(
                        $"{(int)response.StatusCode} {text}"),
                };
            }
        }
        catch (Exception e) when (e is
            HttpRequestException or IOException or SocketException or TaskCanceledException)
        {
            return (Ending.Unknown, default);
        }
    }

    private static IReadOnlyList<long> Row(JsonElement row) =>
        row.ValueKind == JsonValueKind.Null ? [] : Values(row[1].GetString()!);

    private static IReadOnlyList<long> Values(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(value => long.Parse(value, CultureInfo.InvariantCulture))];
}
