using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using Xunit;
using static TinyChain.Tests.Runtime.Auth.AuthWorld;

namespace TinyChain.Tests.Runtime.Auth;

/// <summary>Rule A2 of docs/protocol.md, "Tokens": what a layer looks like.</summary>
public class TokenFormTests
{
    private readonly AuthWorld _world = new();

    [Theory]
    [InlineData("{\"alg\":\"none\",\"typ\":\"rjwt+jwt\",\"kid\":\"k\"}")]
    [InlineData("{\"alg\":\"HS256\",\"typ\":\"rjwt+jwt\",\"kid\":\"k\"}")]
    [InlineData("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"k\"}")]
    [InlineData("{\"alg\":\"ES256\",\"typ\":\"rjwt+jwt\"}")]
    [InlineData("{\"alg\":\"ES256\",\"typ\":\"rjwt+jwt\",\"kid\":\"k\",\"kid\":\"k\"}")]
    [InlineData("{\"alg\":\"ES256\",\"typ\":\"rjwt+jwt\",\"kid\":\"k\",\"crit\":[]}")]
    [InlineData("{\"alg\":\"ES256\",\"typ\":\"rjwt+jwt\",\"kid\":\"k\",\"jwk\":{}}")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void A2_the_header_is_what_it_must_be(string header)
    {
        var rest = Call();
        _world.Refuse("A2", FaultKind.Unauthorized,
            Mutations.Encode(header) + rest[rest.IndexOf('.', StringComparison.Ordinal)..]);
    }

    [Theory]
    [InlineData("\"iss\":7", "iss")]
    [InlineData("\"iss\":\"http://a\"", "iss")]
    [InlineData("\"iss\":\"/service/a\"", "iss")]
    [InlineData("\"iat\":\"1700000000\"", "iat")]
    [InlineData("\"exp\":1.5", "exp")]
    [InlineData("\"exp\":-1", "exp")]
    [InlineData("\"exp\":99999999999999999999", "exp")]
    [InlineData("\"aud\":[\"http://a/b\"]", "aud")]
    [InlineData("\"jti\":\"\"", "texts")]
    [InlineData("\"custom\":[[\"a\",64]]", "custom")]
    [InlineData("\"custom\":[[\"/a\",512]]", "custom")]
    [InlineData("\"custom\":[[\"/a\"]]", "custom")]
    [InlineData("\"custom\":[[\"/a\",1,2]]", "custom")]
    [InlineData("\"custom\":{}", "custom")]
    [InlineData("\"inherit\":7", "inherit")]
    [InlineData("\"inherit\":\"\"", "inherit")]
    [InlineData("\"once\":1", "once")]
    [InlineData("\"nbf\":1", "does not know, nbf")]
    [InlineData("\"exp\":1,\"exp\":2", "twice")]
    public void A2_claims_are_of_their_form(string claim, string words)
    {
        var name = claim[1..claim.IndexOf('"', 1)];
        Dictionary<string, string> claims = new()
        {
            ["iss"] = "\"iss\":\"http://a/b\"",
            ["aud"] = "\"aud\":\"http://a/b\"",
            ["iat"] = "\"iat\":1",
            ["exp"] = "\"exp\":2",
            ["jti"] = "\"jti\":\"x\"",
            [name] = claim,
        };
        var payload = "{" + string.Join(',', claims.Values) + "}";
        var header = "{\"alg\":\"ES256\",\"typ\":\"rjwt+jwt\",\"kid\":\"k\"}";
        var fault = _world.Refuse("A2", FaultKind.Unauthorized,
            $"{Mutations.Encode(header)}.{Mutations.Encode(payload)}.AAAA");
        Assert.Contains(words, fault.Message);
    }

    [Fact]
    public void A2_one_pair_alone_is_a_list_of_one()
    {
        var header = "{\"alg\":\"ES256\",\"typ\":\"rjwt+jwt\",\"kid\":\"k\"}";
        var claims = "{\"iss\":\"http://a/b\",\"aud\":\"http://a/b\",\"iat\":1,\"exp\":2,"
            + "\"jti\":\"x\",\"custom\":[\"/a\",64]}";
        var read = LayerText.Read(
            $"{Mutations.Encode(header)}.{Mutations.Encode(claims)}.AAAA", out var problem);
        Assert.Null(problem);
        Assert.Equal(new Scope(Parse("/a"), 64), Assert.Single(read!.Layer.Scopes));
    }
}
