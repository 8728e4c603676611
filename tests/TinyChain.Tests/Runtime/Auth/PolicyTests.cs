using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using Xunit;

namespace TinyChain.Tests.Runtime.Auth;

public sealed class PolicyTests
{
    private static readonly TokenLayer s_other = AuthWorld.UserLayer;
    private static readonly TokenLayer s_owners =
        AuthWorld.UserLayer with { Issuer = AuthWorld.Parse(AuthWorld.Owner) };

    [Fact]
    public void W2_only_a_token_of_the_owners_alone_is_the_owners()
    {
        var policy = AuthWorld.PolicyOf("bank");
        Assert.Null(policy.RefuseUnlessOwner(By(s_owners)));
        Assert.Null(policy.RefuseUnlessOwner(By(s_owners, s_owners)));
        Assert.Equal(FaultKind.Forbidden, policy.RefuseUnlessOwner(By(s_other))?.Kind);
        Assert.Equal(FaultKind.Forbidden, policy.RefuseUnlessOwner(By(s_other, s_owners))?.Kind);
        Assert.Equal(FaultKind.Forbidden, policy.RefuseUnlessOwner(By(s_owners, s_other))?.Kind);
        Assert.Equal(FaultKind.Unauthorized, policy.RefuseUnlessOwner(By())?.Kind);
        Assert.Null(new Policy(null, null, []).RefuseUnlessOwner(By()));
    }

    private static Caller By(params ImmutableArray<TokenLayer> chain) =>
        new("", chain, Rights.All);
}
