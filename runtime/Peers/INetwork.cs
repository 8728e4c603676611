using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Peers;

/// <summary>
/// The way to other hosts. Sent by the kernel for the calls of running ops, and by the runners of
/// transactions; each message is answered once. Implementations: HTTP, and networks of tests that
/// lose, delay and repeat.
/// </summary>
public interface INetwork
{
    /// <summary>
    /// The peer's answer, or the fault that it answered with; a fault too where no answer came
    /// within the message's time: the peer may have done what it was asked all the same.
    /// </summary>
    ValueTask<State> Send(PeerMessage message);
}
