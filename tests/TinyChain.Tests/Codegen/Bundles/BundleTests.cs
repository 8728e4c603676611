using TinyChain.Codegen.Bundles;
using TinyChain.Ir.Diagnostics;
using TinyChain.Parser;
using Xunit;

namespace TinyChain.Tests.Codegen.Bundles;

/// <summary>
/// What a bundle promises: the same bytes for the same libraries, and no wrong ones.
/// </summary>
public sealed class BundleTests
{
    private static readonly byte[] s_samples =
        BundleCompiler.Build(Libraries.Samples, BundleEmit.Il);

    [Theory]
    [InlineData(BundleEmit.Il)]
    [InlineData(BundleEmit.CSharp)]
    public void The_same_libraries_make_the_same_bytes(BundleEmit emit)
    {
        var one = BundleCompiler.Build(Libraries.Samples, emit);
        var other = BundleCompiler.Build(
            Libraries.Samples.OrderByDescending(l => l.Link.ToString()), emit);
        Assert.Equal(one, other);
        Assert.Empty(BundleVerifier.Problems(Bundle.Read(one, out _)!));
    }

    [Fact]
    public void No_changed_bit_goes_unseen()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var file = s_samples.ToArray();
            var at = random.Next(file.Length);
            file[at] ^= (byte)(1 << random.Next(8));
            Assert.True(
                Bundle.Read(file, out var problem) is null && IsOneLine(problem),
                $"a bit of byte {at} (seed {seed})");
        }
    }

    [Fact]
    public void No_missing_end_goes_unseen()
    {
        for (var length = 0; length < s_samples.Length; length += 1 + (length / 40))
            Assert.Null(Bundle.Read(s_samples.AsMemory(0, length), out _));
        byte[] longer = [.. s_samples, 0];
        Assert.Null(Bundle.Read(longer, out var problem));
        Assert.Equal("is damaged in its end; copy or compile it again", problem);
    }

    [Fact]
    public void Another_hosts_bundle_is_refused()
    {
        var file = s_samples.ToArray();
        file[20]++;
        Assert.Null(Bundle.Read(Libraries.Sealed(file), out var problem));
        Assert.Equal(
            "was compiled for another version of the host; compile it again with this one",
            problem);
        file = s_samples.ToArray();
        file[8]++;
        Assert.Null(Bundle.Read(Libraries.Sealed(file), out problem));
        Assert.Equal(
            "has bundle format 2, and this host reads 1; compile it again with this host", problem);
    }

    [Fact]
    public void What_a_forger_changed_is_named()
    {
        var forged = Bundle.Read(Libraries.Forged(), out _)!;
        var problems = BundleVerifier.Problems(forged);
        Assert.Contains(problems, p => p.StartsWith("the code of to_feet_"));
        Assert.Contains(problems, p => p.StartsWith("the code of to_meters_"));
        Assert.DoesNotContain(problems, p => p.Contains("hello"));
    }

    /// <summary>
    /// A forger may write any bytes at all: they are refused, or seen by `verify`, and never more.
    /// </summary>
    [Fact]
    public void A_forger_gets_no_further_than_verify()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var i = 0; i < 40; i++)
        {
            var file = s_samples.ToArray();
            var at = random.Next(256, file.Length);
            file[at] ^= (byte)(1 << random.Next(8));
            var bundle = Bundle.Read(Libraries.Sealed(file), out _);
            Assert.True(
                bundle is null || BundleVerifier.Problems(bundle).Count > 0,
                $"a bit of byte {at} (seed {seed})");
        }
    }

    [Fact]
    public void A_manifest_lists_what_is_in_a_bundle()
    {
        var manifest = Bundle.Read(s_samples, out _)!.Manifest;
        var units = manifest.Libraries.Single(l => l.Link == "/lib/demo/units/0.0.0");
        Assert.Equal(["all_to_feet", "to_feet", "to_meters"], units.Ops.Select(op => op.Name));
        Assert.Equal("/lib/demo/units/0.0.0/to_feet", Assert.Single(units.Ops[0].Dependencies));
        Assert.Equal(64, units.Ops[1].Hash.Length);
    }

    [Theory]
    [InlineData("""{"/lib/a/b/1.2.3": {"x": 1}}""", "/lib/a/b/1.2.3")]
    [InlineData("""{"http://host:80/lib/a/b": {"x": 1, "VERSION": "2.0.1"}}""", "/lib/a/b/2.0.1")]
    [InlineData("""{"/lib/a/b": {"x": 1}}""", "/lib/a/b/0.0.0")]
    public void A_version_stands_in_the_link_or_in_the_library(string json, string link) =>
        Assert.Equal(link, Libraries.Read(json).Link.ToString());

    [Theory]
    [InlineData("""{"/service/a/b": {"x": 1}}""", "TC4001: a library's definition is")]
    [InlineData("[1]", "TC4001: a library's definition is")]
    [InlineData("""{"/lib/a/b": {"x": {"$y": []}}}""", "TC4001: attribute 'x' is a reference")]
    [InlineData("""{"/lib/a/b": {"VERSION": "one"}}""", "TC4003: VERSION is 'one'")]
    [InlineData(
        """{"/lib/a/b": {"x": {"/state/scalar/op/put": ["k", "v", [["r", 1]]]}}}""",
        "TC4002: attribute 'x': a library may not define write operations")]
    [InlineData(
        """{"/lib/a/b": {"x": {"/state/scalar/op/get": ["k", [["r", 1], ["r", 2]]]}}}""", "TC2")]
    public void A_mistake_is_a_diagnostic(string json, string start)
    {
        var parsed = OpParser.ParseValue(System.Text.Encoding.UTF8.GetBytes(json));
        var diagnostics = new DiagnosticBag();
        Assert.Null(LibrarySource.Read(parsed.Product!, diagnostics));
        Assert.StartsWith(start, diagnostics.Items[0].ToString());
    }

    private static bool IsOneLine(string? problem) =>
        problem is { Length: > 0 } && !problem.Contains('\n');
}
