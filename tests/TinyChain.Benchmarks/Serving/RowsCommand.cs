using System.Diagnostics;
using System.Globalization;
using System.Text;
using TinyChain.Benchmarks.Timing;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Benchmarks.Serving;

/// <summary>`rows`: fills a table, a thousand rows a request, and reads it.</summary>
internal static class RowsCommand
{
    private const int Chunk = 1_000;
    private const int Reads = 2_000;
    private const int Slices = 300;
    private const int WarmUps = 200;
    private const string At = "/service/bench/rows/0.0.0";

    private const string Definition = """
        {"/service/bench/rows": {
          "rows": {"/state/chain/sync": [{"/state/collection/table": [[
            [[["id", {"/state/scalar/value/number/int/64": {}}]],
             [["name", {"/state/scalar/value/string": {}}, 64],
              ["count", {"/state/scalar/value/number/int/64": {}}]]], []]]}]},
          "fill": {"/state/scalar/op/post": [
            ["_result", {"$rows/for_each": {"op": {"/state/scalar/op/get": ["row", [
              ["key", {"$row/0": []}],
              ["values", {"$row/1": []}],
              ["_put", {"$self/rows": [{"$key": []}, {"$values": []}]}]]]}}}]]}
        }}
        """;

    internal static async Task<RowsResult> Run(int rows, string cache, TextWriter progress)
    {
        using var host = await ServedHost.Start($"--cache-size={cache}", "--request-ttl=30");
        await host.Install("rows", Definition);
        using var peer = await host.Connect();
        await WarmUp(peer);
        var times = await Fill(peer, rows, progress);
        var part = Math.Max(1, times.Count / 20);
        var random = new Random(1);
        return new RowsResult(
            rows, Rate(times.Take(part)), Rate(times.TakeLast(part)),
            await Read(peer, Reads, () => $"[{random.Next(rows)}]"),
            await Read(peer, Slices, () => Slice(random.Next(Math.Max(1, rows - Chunk)))))
        {
            PeakBytes = host.PeakBytes,
            DataBytes = host.DataBytes,
        };
    }

    internal static string Print(RowsResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {result.Rows:#,0} rows
        inserts     {result.First,10:#,0} rows/s in the first 5 %, {result.Last:#,0} in the last
        point read  p50 {Numbers.Time(result.Point.P50)}, p99 {Numbers.Time(result.Point.P99)}
        1,000 rows  p50 {Numbers.Time(result.Slice.P50)}, p99 {Numbers.Time(result.Slice.P99)}
        peak memory {result.PeakBytes >> 20} MiB, files {result.DataBytes >> 20} MiB

        """);

    private static string Slice(int from) =>
        $$"""[["id", [["in", {{from}}], ["ex", {{from + Chunk}}]]]]""";

    // Code is as good as it gets after so many; the rows are those that Fill puts again.
    private static async Task WarmUp(HttpPeer peer)
    {
        var request = peer.Request("POST", $"{At}/fill", Body(0));
        for (var i = 0; i < WarmUps; i++)
            Check.That(await peer.Send(request) == 200, $"rows are inserted: {peer.Answer}");
    }

    /// <summary>Seconds of each request of a thousand rows.</summary>
    private static async Task<List<double>> Fill(HttpPeer peer, int rows, TextWriter progress)
    {
        var times = new List<double>();
        for (var from = 0; from < rows; from += Chunk)
        {
            var request = peer.Request("POST", $"{At}/fill", Body(from));
            var start = Stopwatch.GetTimestamp();
            var status = await peer.Send(request);
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            Check.That(status == 200, $"rows are inserted: {status} {peer.Answer}");
            if (from % (rows / 20 / Chunk * Chunk + Chunk) == 0)
                await progress.WriteLineAsync($"{from} rows; {1 / times[^1] * Chunk:0} rows/s");
        }

        return times;
    }

    private static string Body(int from)
    {
        var text = new StringBuilder("{\"rows\": [");
        for (var i = from; i < from + Chunk; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(i > from ? "," : "")}[[{i}],[\"item number {i}\",{i % 997}]]");
        }

        return text.Append("]}").ToString();
    }

    private static double Rate(IEnumerable<double> seconds) => Chunk / seconds.Average();

    private static async Task<Latencies> Read(HttpPeer peer, int count, Func<string> key)
    {
        // Code is as good as it gets after so many.
        await Latencies.Of(count, async _ => await Once());
        return await Latencies.Of(count, async _ => await Once());

        async ValueTask Once()
        {
            var get = peer.Request("GET", $"{At}/rows?key={Uri.EscapeDataString(key())}");
            Check.That(await peer.Send(get) == 200, $"rows are read: {peer.Answer}");
        }
    }
}
