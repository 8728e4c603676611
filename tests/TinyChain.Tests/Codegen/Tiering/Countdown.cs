using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Tests.Codegen.Tiering;

/// <summary>
/// A world that answers a GET with the key less one, late at every third call, and counts.
/// </summary>
internal sealed class Countdown : IVerbs
{
    internal int Calls { get; private set; }

    public async ValueTask<State> Get(CallContext context, Link link, State key)
    {
        if (++Calls % 3 == 0) await Task.Yield();
        return State.Of(key.AsI64 - 1);
    }

    public ValueTask<State> Put(CallContext context, Link link, State key, State value) =>
        default;

    public ValueTask<State> Post(CallContext context, Link link, State parameters) => default;

    public ValueTask<State> Delete(CallContext context, Link link, State key) => default;
}
