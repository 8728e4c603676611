using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;

namespace TinyChain.Runtime.Chains;

/// <summary>
/// `/state/chain/sync`: it keeps nothing beside its subject, since a transaction's writes reach the
/// store as one batch, whole or not at all (docs/decisions/0022).
/// </summary>
public sealed class SyncChain(Collection subject) : Chain(subject)
{
    public override StateClass Class => StateClass.ChainSync;

    /// <summary>`{"/state/chain/sync": subject}`</summary>
    public override State Shown() => State.Of(new ShownState(Class, Subject.Shown()));
}
