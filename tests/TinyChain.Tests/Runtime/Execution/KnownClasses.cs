using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Tests.Runtime.Execution;

/// <summary>Verbs that know classes by their links, and count how often they are asked.</summary>
internal sealed class KnownClasses(IReadOnlyDictionary<string, ClassDef> classes) : IVerbs
{
    internal int Asked { get; private set; }

    public ValueTask<State> Get(CallContext context, Link link, State key)
    {
        Asked++;
        return new(classes.TryGetValue(link.ToString(), out var found)
            ? State.Of(found) : State.Of(Fault.NotFound($"nothing at {link}")));
    }

    public ValueTask<State> Put(CallContext context, Link link, State key, State value) => None();

    public ValueTask<State> Post(CallContext context, Link link, State parameters) => None();

    public ValueTask<State> Delete(CallContext context, Link link, State key) => None();

    private static ValueTask<State> None() => new(State.Of(Fault.Forbidden("GET only")));
}
