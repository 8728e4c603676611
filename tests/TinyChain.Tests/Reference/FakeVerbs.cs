using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Tests.Reference;

/// <summary>A world behind the kernel's seam; what is under `/test/later` makes ops wait.</summary>
internal sealed class FakeVerbs(FakeWorld world) : IVerbs
{
    private readonly Lock _oneAtATime = new();

    public ValueTask<State> Get(CallContext context, Link link, State key) =>
        Call(Verb.Get, link, key, State.None);

    public ValueTask<State> Put(CallContext context, Link link, State key, State value) =>
        Call(Verb.Put, link, key, value);

    public ValueTask<State> Post(CallContext context, Link link, State parameters) =>
        Call(Verb.Post, link, State.None, parameters);

    public ValueTask<State> Delete(CallContext context, Link link, State key) =>
        Call(Verb.Delete, link, key, State.None);

    private async ValueTask<State> Call(Verb verb, Link link, State key, State given)
    {
        if (link.Path is [.., { Text: "later" }]) await Task.Yield();
        lock (_oneAtATime) return world.Call(verb, link, key, given);
    }
}
