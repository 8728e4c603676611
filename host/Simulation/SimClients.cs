using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Host.Simulation;

/// <summary>
/// Clients with tokens of an issuer that may speak for all services; and some whose token allows
/// nothing, or less than they ask for.
/// </summary>
internal sealed class SimClients(SimWorld world)
{
    /// <summary>Of so many requests one has a flaw of each kind.</summary>
    private const int RequestsOfFlaw = 40;

    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(5);
    private static readonly Link s_services = Link.Local("/service");

    private readonly Dictionary<SimHost, string> _good = [];

    internal void Send(SimRequest request, SimHost host)
    {
        var die = world.Random.Next(RequestsOfFlaw);
        request.Flaw = Enum.IsDefined((TokenFlaw)die) ? (TokenFlaw)die : TokenFlaw.None;
        if (request.Flaw != TokenFlaw.None)
        {
            world.Counts.Flawed++;
            world.Note($"h{host.Number} is asked by a token with a flaw: {request.Flaw}");
        }

        _ = host.Ask(request, Token(request, host));
    }

    private string Token(SimRequest request, SimHost host) => request.Flaw switch
    {
        TokenFlaw.None => Good(host),
        TokenFlaw.Expired => Expired(host),
        TokenFlaw.Overclaims => Issue(SimKeys.Guest, host.Address, new(s_services, Scope.All)),
        TokenFlaw.Widens => Widened(request, host),
        TokenFlaw.ForAnother => Good(world.Hosts[(host.Number + 1) % world.Hosts.Count]),
        TokenFlaw.Narrow => Issue(
            SimKeys.Users, host.Address,
            new(host.Self.Cluster.WithoutHost(), Scope.Execute)),
    };

    private string Good(SimHost host)
    {
        if (!_good.TryGetValue(host, out var token))
        {
            token = Issue(SimKeys.Users, host.Address, new(s_services, Scope.Execute));
            _good.Add(host, token);
        }

        return token;
    }

    // By the clock of the host that it is for, its time and the skew have just passed, or a while
    // ago.
    private string Expired(SimHost host)
    {
        var ago = s_lifetime + SimHost.Forgiven
            + TimeSpan.FromMilliseconds(world.Random.Next(3000));
        return Issue(
            SimKeys.Users, host.Address, new(s_services, Scope.Execute), host.Skew - ago);
    }

    // The guest may read, and says that it may do anything.
    private string Widened(SimRequest request, SimHost host)
    {
        var inner = Issue(SimKeys.Users, SimKeys.Guest.Link, new(s_services, Scope.Read));
        var time = new HostTime(world.Clock, TimeSpan.Zero);
        var layers = TokenVerifier.CheckChain(
            inner, SimKeys.Trust, (time.GetUtcNow(), SimHost.Forgiven), out _);
        var call = new OutgoingCall
        {
            Issuer = SimKeys.Guest.Link,
            Audience = host.Address,
            Verb = Verb.Post,
            Target = host.OpLink,
            Body = request.Body,
            Txn = request.Chosen,
            Scopes = [new Scope(s_services, Scope.All)],
        };
        return IssuerOf(SimKeys.Guest.Key, time)
            .Nest(new Caller(inner, layers!.Value, Rights.All), call, out _)!;
    }

    private string Issue(
        (Link Link, SigningKey Key) issuer, Link audience, Scope scope, TimeSpan skew = default) =>
        IssuerOf(issuer.Key, new HostTime(world.Clock, skew)).Issue(new TokenRequest
        {
            Issuer = issuer.Link,
            Audience = audience,
            Scopes = [scope],
            Lifetime = s_lifetime,
        });

    private TokenIssuer IssuerOf(SigningKey key, HostTime time) => new(
        new KeyRing([new KeyFrom(key, DateTimeOffset.MinValue)]), time,
        new SimEntropy(world.Random));
}
