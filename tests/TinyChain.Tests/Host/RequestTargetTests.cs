using TinyChain.Host.Http;
using TinyChain.Ir.Values;
using Xunit;

namespace TinyChain.Tests.Host;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/lib", "/lib")]
    [InlineData("/lib/a/1.0.0/f", "/lib/a/1.0.0/f")]
    [InlineData("/lib/caf%C3%A9", "/lib/café")]
    [InlineData("/lib/a+b", "/lib/a+b")]
    [InlineData("/lib/a%2Bb", "/lib/a+b")]
    [InlineData("http://127.0.0.1:8702/lib/a?x=1", "/lib/a")]
    [InlineData("http://127.0.0.1:8702", "/")]
    [InlineData("http://127.0.0.1:8702?key=1", "/")]
    public void A_path_is_split_and_then_decoded(string raw, string link) =>
        Assert.Equal(link, RequestTarget.Parse(raw, out _)!.Link.ToString());

    [Theory]
    [InlineData("/lib/")]
    [InlineData("//lib")]
    [InlineData("/lib//a")]
    [InlineData("/lib/../a")]
    [InlineData("/lib/%2e%2e/a")]
    [InlineData("/lib/a%2Fb")]
    [InlineData("/lib/a%20b")]
    [InlineData("/lib/a%zz")]
    [InlineData("/lib/a%4")]
    [InlineData("/lib/%FF")]
    [InlineData("/lib/%00")]
    [InlineData("/lib?key=%FF")]
    [InlineData("/lib?key=1&key=2")]
    [InlineData("*")]
    public void A_path_or_query_that_is_none_is_a_bad_request(string raw)
    {
        Assert.Null(RequestTarget.Parse(raw, out var fault));
        Assert.Equal(FaultKind.BadRequest, fault!.Kind);
    }

    [Theory]
    [InlineData("/a?key=%22Hello%2C+World%21%22", "\"Hello, World!\"")]
    [InlineData("/a?x=1&key=%5B1%5D&y", "[1]")]
    [InlineData("/a?key=", "")]
    [InlineData("/a?key", "")]
    [InlineData("/a?keys=1", null)]
    [InlineData("/a?key=a=b", "a=b")]
    public void The_key_is_form_encoded(string raw, string? key) =>
        Assert.Equal(key, RequestTarget.Parse(raw, out _)!.Key);
}
