using System.Text;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using Xunit;

namespace TinyChain.Tests.Reference;

/// <summary>The random ops have all of the language in them, and it is well-formed.</summary>
public sealed class GeneratorTests
{
    /// <summary>Classes that no state has, and those of states that are another spec's.</summary>
    private static readonly string[] s_absent =
        ["/state/scalar/op", "/state/scalar/ref", "/state/scalar/ref/op"];

    private static readonly string[] s_ops =
        [.. Enumerable.Range(0, 8_000).Select(OpGenerator.Make)];

    private static readonly string s_all = string.Concat(s_ops);

    [Fact]
    public void Every_op_parses()
    {
        foreach (var (seed, json) in s_ops.Index())
        {
            var parsed = OpParser.ParseHypothetical(Encoding.UTF8.GetBytes(json));
            Assert.True(
                parsed.IsOk, $"seed {seed}: {string.Join("; ", parsed.Diagnostics.Items)}\n{json}");
        }
    }

    [Fact]
    public void Every_method_of_every_class_occurs()
    {
        var names = NumberIntrinsics.All.AddRange(ContainerIntrinsics.All)
            .AddRange(ValueIntrinsics.All).Select(m => m.Name)
            .Concat(["gte", "lte", "reduce"]).Distinct();
        Assert.Empty(Missing(names.Select(name => $"/{name}\"")));
    }

    [Fact]
    public void Every_class_and_function_under_state_occurs()
    {
        string[] functions =
        [
            "/state/tuple/range", "/state/tuple/concatenate", "/state/scalar/reflect/class",
            "/state/scalar/reflect/ref_parts", "/state/scalar/op/reflect/form",
            "/state/scalar/op/reflect/last_id", "/state/scalar/op/reflect/scalars",
            "/state/scalar/value/string/uuid", "/state/scalar/value/bytes/uuid",
        ];
        var paths = StateClass.Paths.Concat(functions)
            .Except(s_absent)
            .Where(path => !path.StartsWith("/state/chain", StringComparison.Ordinal)
                && !path.StartsWith("/state/collection", StringComparison.Ordinal));
        Assert.Empty(Missing(paths.Select(path => $"\"{path}\"")));
    }

    private static List<string> Missing(IEnumerable<string> texts) =>
        [.. texts.Where(text => !s_all.Contains(text, StringComparison.Ordinal))];
}
