using System.Diagnostics;
using System.Text;
using TinyChain.Benchmarks.Timing;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Benchmarks.Serving;

/// <summary>What verifying a token takes by itself, in this process and on one thread.</summary>
internal sealed class StationTwo(BenchTokens tokens, Link link)
{
    private const string Host = "http://127.0.0.1:8702";
    private const string Key = "10";

    // Each sample is of so many: more would be too old by the time that they are looked at.
    private const int Tokens = 400;
    private const int Samples = 15;

    private readonly TokenVerifier _verifier = new(
        new Policy(BenchTokens.User, group: null, [Host]), tokens.Trust,
        TimeSpan.FromMilliseconds(500), TimeProvider.System);

    private readonly IncomingCall _call = new(Verb.Get, link, Key, null, default);

    internal IReadOnlyList<StationTwoCost> Run()
    {
        var bearer = "Bearer " + tokens.Bearer(Host, "/lib", Scope.All);
        var inner = tokens.Inner("/lib");
        return
        [
            Measure("one ES256 check", Checks(inner), data => Check.That(
                tokens.Key.Verify(data.Data, data.Signature), "the signature is good")),
            Measure("an identity's token, again", () => Repeat(bearer), Verify),
            Measure("a chain of depth 3, new", () => Calls(inner), Verify),
        ];
    }

    private static string[] Repeat(string token) => [.. Enumerable.Repeat(token, Tokens)];

    private string[] Calls(string inner) =>
        [.. Enumerable.Range(0, Tokens).Select(_ =>
            "Bearer " + tokens.Call(inner, Host, link, Key))];

    private void Verify(string authorization) => Check.That(
        _verifier.Verify(authorization, _call, out var fault) is not null,
        $"a token is good: {fault?.Message}");

    /// <summary>Text as long as a chain's, and what the key makes of it.</summary>
    private Func<(byte[] Data, byte[] Signature)[]> Checks(string inner)
    {
        var token = tokens.Call(inner, Host, link, Key);
        var end = token.LastIndexOf('.');
        var signed = (
            Encoding.ASCII.GetBytes(token[..end]),
            System.Buffers.Text.Base64Url.DecodeFromChars(token.AsSpan(end + 1)));
        return () => [.. Enumerable.Repeat(signed, Tokens)];
    }

    /// <summary>The median of some samples, and what one of a sample allocates.</summary>
    private static StationTwoCost Measure<T>(string name, Func<T[]> prepare, Action<T> one)
    {
        var times = new List<double>();
        var bytes = 0L;
        for (var sample = 0; sample < Samples; sample++)
        {
            var items = prepare();
            var (before, start) =
                (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            foreach (var item in items) one(item);
            times.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / items.Length);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / items.Length;
        }

        return new StationTwoCost(name, Numbers.Median(times), times.Min(), bytes);
    }
}
