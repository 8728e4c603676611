using TinyChain.Host.Options;
using Xunit;

namespace TinyChain.Tests.Host;

public sealed class ServeOptionsTests
{
    [Theory]
    [InlineData("http_port", "99999")]
    [InlineData("http_port", "abc")]
    [InlineData("address", "example")]
    [InlineData("address", "0.0.0.0")]
    [InlineData("request_ttl", "0")]
    [InlineData("log_level", "loud")]
    [InlineData("cache_size", "5")]
    [InlineData("symmetric_key", "5a")]
    [InlineData("peer", "nowhere")]
    [InlineData("trust", "x")]
    [InlineData("insecure", "maybe")]
    public void A_value_that_can_not_be_right_is_refused_by_its_flags_name(string name, string text)
    {
        var flag = Flags.All.Single(f => f.Name == name);
        Assert.Null(Read(out var problem, (flag, [text])));
        Assert.Contains(flag.Option, problem);
    }

    [Fact]
    public void A_flag_is_given_once_unless_it_repeats()
    {
        Assert.Null(Read(out var problem, (Flags.HttpPort, ["1", "2"])));
        Assert.Contains("give it once", problem);
        Assert.NotNull(Read(out _, (Flags.Peer, ["http://a:1", "http://b:2/"])));
    }

    [Fact]
    public void An_open_address_needs_an_owner_or_consent()
    {
        Assert.NotNull(Read(out _, (Flags.Address, ["0.0.0.0"]), (Flags.Insecure, [""])));
        Assert.NotNull(Read(out _, (Flags.Address, ["::"]), (Flags.Owner, ["http://a/b"])));
        Assert.NotNull(Read(out _, (Flags.Address, ["::1"])));
    }

    [Fact]
    public void Flags_without_effect_are_named()
    {
        var options = Read(out _, (Flags.Workspace, ["/tmp/w"]), (Flags.HttpPort, ["1"]))!;
        Assert.Same(Flags.Workspace, Assert.Single(options.WithoutEffect));
    }

    private static ServeOptions? Read(
        out string? problem, params (Flag Flag, IReadOnlyList<string> Texts)[] given) =>
        ServeOptionsReader.Read(given.ToDictionary(g => g.Flag, g => g.Texts), out problem);
}
