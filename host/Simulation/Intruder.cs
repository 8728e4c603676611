using System.Collections.Immutable;
using TinyChain.Host.Network;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Simulation;

/// <summary>
/// Somebody who wants to end others' transactions: a stranger whose key nobody trusts and who says
/// that it is the owner, a host that has nothing to say about them, and one without a token.
/// </summary>
internal sealed class Intruder(SimWorld world)
{
    private static readonly string[] s_orders = ["prepare", "commit", "abort", "join"];

    internal void Strike()
    {
        var known = world.Requests.Where(request => request.Id is not null).ToList();
        if (known.Count == 0) return;
        var target = known[^(1 + world.Random.Next(Math.Min(known.Count, 4)))];
        var victim = world.Hosts[world.Random.Next(world.Hosts.Count)];
        var owner = world.Hosts[target.Root.Host];
        if (!victim.IsUp) return;
        world.Counts.Forged++;
        var other = world.Hosts.FirstOrDefault(host => host != owner && host.IsUp);
        var packet = world.Random.Next(3) switch
        {
            0 => Forge(victim, target.Id!.Value, owner, SimKeys.Stranger),
            1 when other is not null =>
                Forge(victim, target.Id!.Value, other, SimKeys.Of(other.Number)),
            _ => Forge(victim, target.Id!.Value, owner, null),
        };
        world.Note($"forged: {packet.What}");
        world.Wire.Deliver(packet, victim, null, null);
    }

    private Packet Forge(SimHost victim, TxnId id, SimHost from, SigningKey? key)
    {
        var order = s_orders[world.Random.Next(s_orders.Length)];
        var link = victim.Address.Append(
            Id.Of("transact"), Id.Of(id.ToString()), Id.Of(order));
        ImmutableArray<Scope> permits =
            [Scope.OwnerOf(id.ToString()), Scope.LockOf(id.ToString())];
        var message = new PeerMessage(Verb.Post, link, from.Self.Cluster)
        {
            Time = TimeSpan.FromSeconds(1),
            Permits = permits,
            Body = State.Of("forged"),
        };
        if (key is null) return new Packet(message, null, world.Clock.Now);
        var issuer = new TokenIssuer(
            new KeyRing([new KeyFrom(key, DateTimeOffset.MinValue)]), victim.Time,
            new SimEntropy(world.Random));
        var token = PeerToken.Sign(issuer, message, null, Packet.BytesOf(message.Body), out _);
        return new Packet(message, token, world.Clock.Now);
    }
}
