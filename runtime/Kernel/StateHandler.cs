using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// `/state`: the pure functions of spec/language.md 5.8, and the classes of collections, which make
/// one in the transaction's workspace (spec/collections.md 1.2).
/// </summary>
public sealed class StateHandler : Handler
{
    public override ValueTask<State> Get(CallContext context, Link link, State key) =>
        new(CollectionMaker.ClassAt(link) is { } target
            ? CollectionMaker.Make(context, target, key)
            : CollectionMaker.IsCopyFrom(link) ? State.Of(Fault.MethodNotAllowed($"GET on {link}"))
            : StateFunctions.Get(link, key));

    public override ValueTask<State> Post(CallContext context, Link link, State parameters)
    {
        if (CollectionMaker.IsCopyFrom(link))
            return new(State.Of(Fault.NotImplemented($"{link} is not implemented")));
        // A literal with data is a statement's; a request would make what nobody can use.
        if (CollectionMaker.ClassAt(link) is { } target)
            return context.Depth > 0
                ? CollectionMaker.Load(context, target, parameters) : NotAllowed(Verb.Post, link);
        if (ChainMaker.ClassAt(link) is { } chain)
            return context.Depth > 0
                ? new(ChainMaker.Make(context, chain, parameters)) : NotFound(link);
        if (StateFunctions.TakesReferences(link)) parameters = AsData(parameters);
        else if (Boundary.Refuse(parameters, "the parameters") is { } fault)
            return new(State.Of(fault));
        return new(StateFunctions.Post(link, parameters));
    }

    /// <summary>Parameters with references among them, each as data.</summary>
    private static State AsData(State parameters)
    {
        if (parameters.As<RefState>()?.Node is not MapNode node) return parameters;
        var map = new MapBuilder();
        for (var i = 0; i < node.Keys.Length; i++)
        {
            map.Set(node.Keys[i], node.Values[i] is LiteralNode literal
                ? literal.Value : State.Of(new RefState(node.Values[i])));
        }

        return map.ToState();
    }
}
