using System.Globalization;
using System.Text;

namespace TinyChain.Benchmarks.Compiling;

/// <summary>Bodies of hypotheticals, each with an op of 30 nodes that no cache holds.</summary>
internal sealed class UnseenOps(int seed)
{
    internal const int Nodes = 30;

    private const int Sums = 11;

    private readonly Random _random = new(seed);

    /// <summary>
    /// Two numbers (a node each), sums that use the one before (two each), a comparison (two), a
    /// choice (four), and what holds the answer: a map (four).
    /// </summary>
    internal byte[] Next()
    {
        var form = new StringBuilder($"""
            ["s0", {_random.NextInt64(1L << 40)}], ["s1", {_random.Next(1000)}.25]
            """);
        for (var i = 2; i < Sums; i++)
        {
            form.Append(CultureInfo.InvariantCulture, $$"""
                , ["s{{i}}", {"$s{{i - 1}}/{{Method()}}": [{{Operand(i)}}]}]
                """);
        }

        form.Append(CultureInfo.InvariantCulture, $$"""
            , ["is_large", {"$s{{Sums - 1}}/gt": [{{_random.Next(1000)}}]}]
            , ["chosen", {"/state/scalar/ref/if": [
                {"$is_large": []}, {"$s{{_random.Next(2, Sums)}}": []}, {{_random.Next(1000)}}
            ]}]
            , ["answer", {
                "chosen": {"$chosen": []}, "first": {"$s0": []}, "last": {"$s{{Sums - 1}}": []}
            }]
            """);
        return Encoding.UTF8.GetBytes($$"""{"op": [{{form}}]}""");
    }

    private string Method() => _random.Next(2) == 0 ? "add" : "sub";

    /// <summary>A number, or what stands two before.</summary>
    private string Operand(int i) => _random.Next(2) == 0
        ? $"{_random.Next(1000)}" : $$"""{"$s{{i - 2}}": []}""";
}
