using System.Diagnostics;
using System.Globalization;
using System.Text;
using TinyChain.Benchmarks.Timing;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Benchmarks.Serving;

/// <summary>
/// `tokens`: one installed op, asked of an open host and of one with an owner, in turns: without a
/// token, with one that is sent again and again, and with a chain whose outermost layer is new each
/// time, as hosts send it to each other. A chain can't be sent twice, whatever its layers say.
/// </summary>
internal sealed class TokensCommand(int clients, int requests, int rounds) : IDisposable
{
    private const string Key = "10";

    private static readonly Link s_link = BenchTokens.Parse("/lib/bench/units/0.0.0/to_feet");

    private readonly BenchTokens _tokens = new();
    private readonly List<HttpPeer> _peers = [];

    internal async Task<TokensResult> Run()
    {
        using var open = await ServedHost.Start();
        using var owned = await ServedHost.Start(
            $"--owner={BenchTokens.User}", $"--trust={_tokens.TrustText}");
        await Install(open, headers: "");
        await Install(owned, Header(_tokens.Bearer(Authority(owned), "/lib", Scope.All)));
        var (bearer, inner) =
            (Header(_tokens.Bearer(Authority(owned), "/lib", Scope.All)), _tokens.Inner("/lib"));
        Kind[] kinds =
        [
            new("no token, open host", open, await Connect(open), () => ""),
            new("no token, host with an owner", owned, await Connect(owned), () => ""),
            new("an identity's token", owned, await Connect(owned), () => bearer),
            new("a new chain of depth 3", owned, await Connect(owned),
                () => Header(_tokens.Call(inner, Authority(owned), s_link, Key))),
        ];
        // Code is as good as it gets after some thousands.
        foreach (var kind in kinds.Concat(kinds)) await Load(kind);
        foreach (var kind in kinds) kind.Forget();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var kind in kinds) await Load(kind);
        }

        return new TokensResult(
            [.. kinds.Select(kind => kind.Sum(kinds[0]))], new StationTwo(_tokens, s_link).Run());
    }

    internal static string Print(TokensResult result)
    {
        var text = new StringBuilder(
            "GET of an op's answer          requests/s        ×   host's CPU each\n");
        foreach (var row in result.Rows)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{row.Name,-29}{row.Rate,12:#,0}{row.Ratio,9:0.00}{Numbers.Time(row.Cpu),18}\n");
        }

        text.Append("\nverifying, by itself             median        best     bytes\n");
        foreach (var check in result.Checks)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{check.Name,-27}{Numbers.Time(check.Time),12}{Numbers.Time(check.Best),12}"
                + $"{check.Bytes,10:#,0}\n");
        }

        return text.Append(CultureInfo.InvariantCulture,
            $"bar of the last: × {TokensResult.Bar}  {(result.IsUnder ? "under" : "ok")}\n")
            .ToString();
    }

    public void Dispose() => _peers.ForEach(peer => peer.Dispose());

    private static string Header(string token) => $"Authorization: Bearer {token}\r\n";

    private static string Authority(ServedHost host) =>
        host.Address.GetLeftPart(UriPartial.Authority);

    private async Task<HttpPeer[]> Connect(ServedHost host)
    {
        var peers = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => host.Connect()));
        _peers.AddRange(peers);
        return peers;
    }

    private static async Task Install(ServedHost host, string headers)
    {
        using var peer = await host.Connect();
        await peer.Done("PUT", "/lib?key=%22bench%22", "true", headers);
        await peer.Done("PUT", "/lib/bench?key=%22units%22", "false", headers);
        await peer.Done("PUT", "/lib/bench/units?key=%220.0.0%22", """
            {"/lib/bench/units": {"to_feet": {"/state/scalar/op/get": ["meters", [
                {"/state/scalar/ref/if": [{"$meters/gte": 0}, {"$meters/mul": 3.28},
                    {"/error/bad_request": "negative"}]}]]}}}
            """, headers);
    }

    /// <summary>Every client sends its requests, which were made before the clock starts.</summary>
    private async Task Load(Kind kind)
    {
        var prepared = kind.Peers.Select(peer => Enumerable.Range(0, requests).Select(
            _ => peer.Request("GET", $"{s_link}?key={Key}", headers: kind.Headers())).ToList());
        var work = kind.Peers.Zip(prepared.ToList()).ToList();
        var (cpu, start) = (kind.Host.Cpu, Stopwatch.GetTimestamp());
        await Task.WhenAll(work.Select(w => Task.Run(() => Send(w.First, w.Second))));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var count = clients * requests;
        kind.Add(count / seconds, (kind.Host.Cpu - cpu).TotalNanoseconds / count);
    }

    private static async Task Send(HttpPeer peer, List<byte[]> requests)
    {
        foreach (var request in requests)
            Check.That(await peer.Send(request) == 200, $"the op answers: {peer.Answer}");
    }

    /// <summary>A way to ask, and what came of each round.</summary>
    private sealed record Kind(
        string Name, ServedHost Host, HttpPeer[] Peers, Func<string> Headers)
    {
        private readonly List<(double Rate, double Cpu)> _rounds = [];

        internal void Add(double rate, double cpu) => _rounds.Add((rate, cpu));

        internal void Forget() => _rounds.Clear();

        internal TokensRow Sum(Kind first) => new(
            Name, Numbers.Median(_rounds.Select(r => r.Rate)),
            Numbers.Median(_rounds.Zip(first._rounds, (one, none) => one.Rate / none.Rate)),
            Numbers.Median(_rounds.Select(r => r.Cpu)));
    }
}
