using System.Globalization;
using TinyChain.Ir.Refs;
using TinyChain.Runtime.Auth;
using Xunit;
using static TinyChain.Tests.Runtime.Auth.AuthWorld;

namespace TinyChain.Tests.Runtime.Auth;

/// <summary>Random chains, most of them nearly right, judged twice.</summary>
public class VerifierAgreementTests
{
    private const int Chains = 1_500;

    private static readonly string[] s_paths =
    [
        "/", "/service", "/service/shop/retailer/0.0.0/buy", "/service/money/bank",
        "/service/money/bank/0.0.0/debit", "/service/move", "/lib", "/txn/" + Txn, "/txn/1-2",
        "/txn",
    ];

    private static readonly string[] s_route = ["retailer", "factory", "shipping", "bank"];

    private const string Txn = "1700000000000000000-42";

    [Fact]
    public void Two_verifiers_judge_alike()
    {
        var seed = Number("TC_SEED") ?? Environment.ProcessId;
        var (random, world) = (new Random(seed), new AuthWorld());
        var (fast, slow) = (world.VerifierAt("bank"), new SlowVerifier("bank", world.Time.Now));
        var (accepted, allowed) = (0, 0);
        for (var i = 0; i < (Number("TC_CHAINS") ?? Chains); i++)
        {
            world.Time.Now = GoldenTokens.Issued.AddMilliseconds(300 + random.Next(-900, 3_400));
            var (token, call) = Chain(random, i);
            for (var turn = random.Next(2); turn < 2; turn++)
            {
                var caller = fast.Verify("Bearer " + token, call, out var fault);
                bool? judged = caller?.May(call.Link, call.Verb);
                var expected = slow.Verify(token, call, world.Time.Now);
                Assert.True(expected == judged,
                    $"TC_SEED={seed}, chain {i}: {expected}, not {judged}: {fault?.Message}");
                accepted += judged is not null ? 1 : 0;
                allowed += judged == true ? 1 : 0;
            }
        }

        // Else the two agree on nothing but refusals.
        Assert.True(accepted > 50 && allowed > 20, $"{accepted}, {allowed}");
    }

    private static (string Token, IncomingCall Call) Chain(Random random, int number)
    {
        var depth = random.Next(1, 5);
        var call = new IncomingCall(
            OneOf(random, Verb.Post, Verb.Post, Verb.Put, Verb.Get),
            Parse(OneOf(random, "/service/money/bank/0.0.0/debit", "/service/money/bank")),
            random.Next(4) == 0 ? "[1]" : null, random.Next(8) == 0 ? null : Txn,
            random.Next(2) == 0 ? new byte[] { 1 } : default);
        string? token = null;
        for (var i = 0; i < depth; i++)
        {
            var isLast = i == depth - 1;
            var who = i == 0 ? "example" : s_route[(i - 1) % 3];
            if (random.Next(40) == 0) who = OneOf(random, Names);
            var isOwners = i == 0 && random.Next(6) == 0;
            var layer = UserLayer with
            {
                Issuer = isOwners ? Parse(Owner) : LinkOf(who),
                Kid = (isOwners ? OwnersKey : KeyOf(who)).Public.Kid,
                Audience = random.Next(30) == 0 ? LinkOf(OneOf(random, Names))
                    : isLast ? LinkOf("bank") : LinkOf(s_route[i % 3]),
                IssuedAt = UserLayer.IssuedAt + (random.Next(20) == 0 ? random.Next(-9, 3) : 0),
                Expires = UserLayer.Expires + (random.Next(20) == 0 ? random.Next(-3, 9) : 0),
                Id = random.Next(30) == 0 ? "same" : $"{number}.{i}",
                Scopes = [.. Enumerable.Range(0, random.Next(3)).Select(_ => AnyScope(random))],
                Inherit = token,
                Txn = random.Next(20) == 0 ? "1-2" : random.Next(3) == 0 ? call.Txn : null,
            };
            token = Sign(isLast && (depth > 1 || random.Next(4) == 0)
                ? Bound(random, layer, call) : layer);
        }

        return (token!, call);
    }

    private static TokenLayer Bound(
        Random random, TokenLayer layer, IncomingCall call) => layer with
    {
        Method = random.Next(30) == 0 ? "DELETE" : CallBinding.Method(call.Verb),
        Target = random.Next(30) == 0 ? null : CallBinding.Target(
            Parse(LinkOf("bank").Host + call.Link.ToString()),
            random.Next(30) == 0 ? "[2]" : call.Key),
        BodyHash = random.Next(4) == 0 ? null
            : CallBinding.BodyHash(random.Next(30) == 0 ? [2] : call.Body.Span),
    };

    // Most are about the bank: all else is refused, or of no interest.
    private static Scope AnyScope(Random random) => new(
        Parse(random.Next(2) == 0 ? s_paths[4] : random.Next(3) == 0 ? s_paths[7]
            : s_paths[random.Next(s_paths.Length)]),
        random.Next(3) == 0 ? random.Next(512) : 64);

    private static T OneOf<T>(Random random, params T[] items) => items[random.Next(items.Length)];

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture,
            out var number) ? number : null;
}
