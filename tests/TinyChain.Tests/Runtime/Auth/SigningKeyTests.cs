using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Ports;
using Xunit;

namespace TinyChain.Tests.Runtime.Auth;

public class SigningKeyTests
{
    [Fact]
    public void The_specifications_keys_have_their_names()
    {
        foreach (var name in GoldenTokens.KeyNames)
            Assert.Equal(GoldenTokens.Kid(name), GoldenTokens.Key(name).Public.Kid);
    }

    [Fact]
    public void A_key_survives_its_text_and_shows_its_secret_only_where_asked()
    {
        var key = TestKeys.OfScalar(77);
        var read = SigningKey.ReadJwk(key.ToPrivateJwk(), out var problem);
        Assert.Null(problem);
        Assert.Equal(key.Public, read!.Public);
        Assert.Equal(key.Public, PublicKey.ReadJwk(key.Public.ToJwk(), out _));
        Assert.DoesNotContain("\"d\"", key.Public.ToJwk());
        Assert.DoesNotContain("\"d\"", key.ToString());
    }

    [Theory]
    [InlineData("", "no JSON Web Key")]
    [InlineData("null", "no JSON Web Key")]
    [InlineData("[]", "no JSON Web Key")]
    [InlineData("""{"kty":"RSA","n":"AQAB","e":"AQAB"}""", "kty must be EC")]
    [InlineData("""{"kty":"EC","crv":"P-384","x":"AA","y":"AA"}""", "crv P-256")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}""", "32 bytes")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":7,"y":8}""", "32 bytes")]
    public void A_bad_key_is_refused_in_words(string jwk, string words)
    {
        Assert.Null(PublicKey.ReadJwk(jwk, out var problem));
        Assert.Contains(words, problem);
    }

    [Fact]
    public void A_point_off_the_curve_is_no_key()
    {
        var jwk = TestKeys.OfScalar(1).Public.ToJwk();
        var other = TestKeys.OfScalar(2).Public.ToJwk();
        var mixed = jwk[..jwk.IndexOf("\"y\"", StringComparison.Ordinal)]
            + other[other.IndexOf("\"y\"", StringComparison.Ordinal)..];
        Assert.Null(PublicKey.ReadJwk(mixed, out var problem));
        Assert.Contains("no point of P-256", problem);
    }

    [Fact]
    public void A_file_whose_halves_do_not_belong_together_is_no_key()
    {
        var (one, two) = (TestKeys.OfScalar(1).ToPrivateJwk(), TestKeys.OfScalar(2).ToPrivateJwk());
        var mixed = one[..one.IndexOf("\"kid\"", StringComparison.Ordinal)]
            + two[two.IndexOf("\"kid\"", StringComparison.Ordinal)..];
        Assert.Null(SigningKey.ReadJwk(mixed, out var problem));
        Assert.Contains("another key", problem);
        Assert.Null(SigningKey.ReadJwk(TestKeys.OfScalar(1).Public.ToJwk(), out problem));
        Assert.Contains("no private part", problem);
    }

    [Fact]
    public void A_number_that_is_no_key_is_drawn_again()
    {
        var draws = 0;
        var key = SigningKey.Generate(new Draws(bytes =>
        {
            bytes.Fill((byte)(++draws == 1 ? 0xff : draws == 2 ? 0 : 5));
        }));
        Assert.Equal(3, draws);
        Assert.NotNull(key);
    }

    [Fact]
    public void Many_threads_sign_and_verify_with_one_key()
    {
        var key = TestKeys.OfScalar(9);
        Parallel.For(0, 400, i =>
        {
            var data = BitConverter.GetBytes(i);
            var signature = key.Sign(data);
            Assert.True(key.Public.Verify(data, signature));
            Assert.False(key.Public.Verify(BitConverter.GetBytes(i + 1), signature));
        });
    }

    [Fact]
    public void The_newest_key_signs_and_older_ones_verify_until_they_retire()
    {
        var start = DateTimeOffset.UnixEpoch.AddYears(50);
        var (one, two) = (TestKeys.OfScalar(1), TestKeys.OfScalar(2));
        var ring = new KeyRing([new(one, start), new(two, start.AddDays(10))]);
        Assert.Same(one, ring.Signing(start.AddDays(9)));
        Assert.Equal([two.Public, one.Public], ring.Verifying(start.AddDays(9)).AsEnumerable());
        Assert.Same(two, ring.Signing(start.AddDays(10)));
        Assert.Equal([two.Public, one.Public], ring.Verifying(start.AddDays(10.9)).AsEnumerable());
        Assert.Equal([two.Public], ring.Verifying(start.AddDays(11)).AsEnumerable());
        Assert.Same(one, ring.Signing(start.AddDays(-1)));
    }

    private sealed class Draws(Draws.Filling fill) : IEntropy
    {
        internal delegate void Filling(Span<byte> bytes);

        public void Fill(Span<byte> bytes) => fill(bytes);
    }
}
