using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// The four verbs on links. Sent by a running op, in its caller's transaction and with its
/// authority; answered by the kernel, which routes to this host's handlers or to the network. Each
/// answer is a state or a fault.
/// </summary>
public interface IVerbs
{
    ValueTask<State> Get(CallContext context, Link link, State key);

    ValueTask<State> Put(CallContext context, Link link, State key, State value);

    /// <summary>Parameters are a map.</summary>
    ValueTask<State> Post(CallContext context, Link link, State parameters);

    ValueTask<State> Delete(CallContext context, Link link, State key);
}
