using TinyChain.Host.Network;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Simulation;

/// <summary>The way out of one life of a host: it signs, sends, and waits no longer than told.
/// </summary>
internal sealed class SimNetwork(SimWorld world, SimHost host, int life) : INetwork
{
    public ValueTask<State> Send(PeerMessage message)
    {
        // Whoever is down says nothing, and hears nothing.
        if (!host.IsAlive(life)) return new(new TaskCompletionSource<State>().Task);
        if (message.Time <= TimeSpan.Zero) return new(Late(message));
        var key = message.Key.IsNone ? null : message.Key.ToString();
        var token = PeerToken.Sign(
            host.Issuer, message, key, Packet.BytesOf(message.Body), out var fault);
        if (fault is not null) return new(State.Of(fault));
        var answer = new TaskCompletionSource<State>();
        void Answered(State state, TxnId? clock)
        {
            if (!host.IsAlive(life)) return;
            try
            {
                if (clock is { } heard) host.Engine!.Hear(heard);
                answer.TrySetResult(state);
            }
            catch (IOException)
            {
                // The power went while the clock was being set.
            }
        }

        var packet = new Packet(message, token, world.Clock.Now);
        world.Note($"h{host.Number} sends {packet.What}");
        world.Wire.Carry(packet, host, Answered);
        world.Clock.After(message.Time, () => Answered(Late(message), null));
        return new(answer.Task);
    }

    private static State Late(PeerMessage message) =>
        State.Of(Fault.Timeout($"no answer from {message.Link}"));
}
