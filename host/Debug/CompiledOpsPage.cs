using System.Globalization;
using System.Text;
using TinyChain.Codegen;
using TinyChain.Ir.Planning.Cost;
using TinyChain.Ir.Printing;

namespace TinyChain.Host.Debug;

/// <summary>`/debug/ops`: what is compiled, and what the compiler did so far.</summary>
internal static class CompiledOpsPage
{
    /// <summary>Ops on a page, those called most first: a full cache has thousands.</summary>
    private const int MaxOps = 1_000;

    internal static DebugPage Of(OpCache ops)
    {
        var counters = ops.Counters;
        var lines = ops.Ops.OrderByDescending(op => op.Calls).Take(MaxOps).Select(Line.Of).ToList();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{counters.Ops.Entries} ops are compiled, ")
            .Append(CultureInfo.InvariantCulture, $"in about {counters.Ops.Bytes} bytes\n")
            .Append(CultureInfo.InvariantCulture, $"hits {counters.Ops.Hits}, ")
            .Append(CultureInfo.InvariantCulture, $"misses {counters.Ops.Misses}, ")
            .Append(CultureInfo.InvariantCulture, $"evictions {counters.Ops.Evictions}\n")
            .Append(CultureInfo.InvariantCulture, $"interpreted {counters.Interpreted}, ")
            .Append(CultureInfo.InvariantCulture, $"emitted {counters.Emitted}, ")
            .Append(CultureInfo.InvariantCulture, $"promotions {counters.Promotions}, ")
            .Append(CultureInfo.InvariantCulture, $"failures {counters.Failures}, ")
            .Append(CultureInfo.InvariantCulture, $"waiting {counters.Queued}\n\n")
            .Append("hash              tier  variants     calls        fuel      bytes  ")
            .Append("op, and what a call takes\n");
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Hash[..16]}  {line.Tier,4}")
                .Append(CultureInfo.InvariantCulture, $"  {line.Variants,8}  {line.Calls,8}")
                .Append(CultureInfo.InvariantCulture, $"  {line.Used,10}")
                .Append(CultureInfo.InvariantCulture, $"  {line.Bytes,9}  ")
                .Append(CultureInfo.InvariantCulture, $"{line.Op}: {line.Fuel}\n");
        }

        return new DebugPage(text.ToString(), new { counters, ops = lines });
    }

    /// <summary>`Tier` is 1 where any variant runs as emitted code.</summary>
    private sealed record Line(string Hash, string Op)
    {
        public required int Tier { get; init; }

        public required int Variants { get; init; }

        public required int Emitted { get; init; }

        public required long Calls { get; init; }

        /// <summary>The fuel that its calls took, without the ops that it called.</summary>
        public required long Used { get; init; }

        public required long Bytes { get; init; }

        /// <summary>What a call costs, as a formula.</summary>
        public required string Fuel { get; init; }

        internal static Line Of(OpInfo op) => new(
            op.Hash.ToString(), OpPrinter.Head(op.Definition))
        {
            Tier = op.Emitted > 0 ? 1 : 0,
            Variants = op.Variants,
            Emitted = op.Emitted,
            Calls = op.Calls,
            Used = op.Fuel,
            Bytes = op.Bytes,
            Fuel = OpCost.Of(op.Definition).ToString(),
        };
    }
}
