using System.Diagnostics;
using System.Text;
using Xunit;
using Xunit.Abstractions;

namespace TinyChain.Tests.Conformance;

/// <summary>
/// Worked examples with bytes overwritten, stretches dropped, doubled or taken from another
/// example, and plain noise, over HTTP: none may be a bug's 500, hang, or swell the host. Three
/// seconds, or TC_FUZZ_SECONDS; TC_SEED repeats a run.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class FuzzTests(TestHost host, ITestOutputHelper output) : IClassFixture<TestHost>
{
    private const long MemoryBytes = 1L << 30;

    private static readonly TimeSpan s_patience = TestHost.RequestTtl + TimeSpan.FromSeconds(5);

    private static readonly byte[][] s_bodies =
    [
        .. Example.All.Values.Select(e => e.Parts()).Select(p => p.Body ?? p.Key).OfType<string>()
            .Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    public async Task Broken_examples_never_break_the_host()
    {
        var seconds = double.Parse(Environment.GetEnvironmentVariable("TC_FUZZ_SECONDS") ?? "3");
        var seed = int.Parse(Environment.GetEnvironmentVariable("TC_SEED")
            ?? Environment.TickCount.ToString());
        using var client = new HttpClient { BaseAddress = host.Address, Timeout = s_patience };
        var (random, clock, count) = (new Random(seed), Stopwatch.StartNew(), 0);
        for (; clock.Elapsed.TotalSeconds < seconds; count++)
        {
            var body = Break(random);
            var problem = await Send(client, random, body);
            Assert.True(problem is null,
                $"TC_SEED={seed}, request {count}: {problem}\n{Encoding.UTF8.GetString(body)}");
        }

        GC.Collect();
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        output.WriteLine($"{count} requests, seed {seed}, {memory >> 20} MiB live at the end");
        Assert.True(memory < MemoryBytes, $"{memory >> 20} MiB are live after {count} requests");
    }

    private static async Task<string?> Send(HttpClient client, Random random, byte[] body)
    {
        var asKey = random.Next(6) == 0;
        var target = asKey ? "/state/scalar/value?key=" + Uri.EscapeDataString(
            Encoding.UTF8.GetString(body)) : "/transact/hypothetical";
        var verb = asKey ? HttpMethod.Get : HttpMethod.Post;
        using var request = new HttpRequestMessage(verb, target);
        if (!asKey) request.Content = new ByteArrayContent(body);
        try
        {
            using var response = await client.SendAsync(request);
            var answer = await response.Content.ReadAsStringAsync();
            return answer.Contains("see the host's log") ? answer : null;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return e.Message;
        }
    }

    private static byte[] Break(Random random)
    {
        var bytes = Pick(random).ToList();
        for (var i = random.Next(1, 5); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(bytes.Count);
            var length = random.Next(Math.Min(24, bytes.Count - at));
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes[at] = (byte)"{}[]:,\"$/0-e.\\"[random.Next(14)];
                    break;
                case 4:
                    var other = Pick(random);
                    var from = random.Next(other.Length);
                    bytes.InsertRange(at, other[from..random.Next(from, other.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Pick(Random random)
    {
        if (random.Next(20) > 0) return s_bodies[random.Next(s_bodies.Length)];
        var noise = new byte[random.Next(1, 200)];
        random.NextBytes(noise);
        return noise;
    }
}
