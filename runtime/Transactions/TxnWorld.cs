using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions;

/// <summary>What transactions need of the world: a disk, other hosts, time, and chance.</summary>
public sealed record TxnWorld(
    IStore Store, INetwork Network, TimeProvider Time, IEntropy Entropy);
