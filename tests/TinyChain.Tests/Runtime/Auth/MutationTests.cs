using System.Globalization;
using TinyChain.Ir.Refs;
using Xunit;

namespace TinyChain.Tests.Runtime.Auth;

/// <summary>Tokens that were tampered with: none gets in, or does what it was to do.</summary>
public class MutationTests
{
    private const int Tokens = 2_000;

    [Fact]
    public void No_mutated_token_is_accepted()
    {
        var seed = Number("TC_SEED") ?? Environment.ProcessId;
        var count = Number("TC_TOKENS") ?? Tokens;
        var (mutations, world) = (new Mutations(new Random(seed)), new AuthWorld());
        var verifier = world.VerifierAt("bank");
        for (var i = 0; i < count; i++)
        {
            var (how, token) = mutations.Next();
            var call = AuthWorld.Debit();
            var caller = verifier.Verify("Bearer " + token, call, out var fault);
            Assert.True((caller is null) == (fault is not null), $"{how}, TC_SEED={seed}");
            Assert.False(
                caller?.May(call.Link, Verb.Post) == true, $"{how} {i}, TC_SEED={seed}: {token}");
        }

        // The same verifier lets a good one in.
        var good = "Bearer " + AuthWorld.Call("good");
        Assert.NotNull(verifier.Verify(good, AuthWorld.Debit(), out _));
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture,
            out var number) ? number : null;
}
