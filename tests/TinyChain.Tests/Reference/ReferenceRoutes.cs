using System.Collections.Immutable;
using TinyChain.Ir;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Tests.Reference;

/// <summary>What a verb finds at a path of a state (spec/language.md 4, 5).</summary>
internal sealed class ReferenceRoutes(
    ReferenceEvaluator evaluator, FakeWorld world, Verb verb, State key, State given)
{
    public State Route(State on, ImmutableArray<Id> path)
    {
        if (on.As<ClusterRef>() is { } cluster)
            return world.Call(verb, path.Aggregate(cluster.Path, (l, id) => l.Append(id)), key, given);
        if (path.IsEmpty) return AtRoot(on);
        var (name, rest) = (path[0].Text, path[1..]);
        if (Inside(on, name, rest.IsEmpty) is { } found)
        {
            return rest.IsEmpty && on.As<Instance>() is not null && found.As<OpDef>() is not null
                ? Invoke(found, on) : Route(found, rest);
        }

        if (on.As<Instance>() is { } instance && !(verb == Verb.Get && name == "class"))
            return Route(instance.Parent, path);
        return rest.IsEmpty ? Method(on, name) : throw NotFound(rest[0].Text);
    }

    /// <summary>What stands under a name in a state, if anything does.</summary>
    private State? Inside(State on, string name, bool isLast) => on.As<StateObject>() switch
    {
        MapState map => map.TryGet(name, out var entry) ? entry : null,
        TupleState { Items: var items } when name.All(char.IsAsciiDigit) =>
            int.TryParse(name, out var i) && i < items.Length ? items[i] : throw NotFound(name),
        RangeState when name is "start" or "end" && !isLast => Method(on, name),
        ClassDef definition => Attribute(definition, name),
        Instance instance => instance.Members.TryGet(name, out var member) ? member
            : Attribute(instance.Definition, name),
        _ => null,
    };

    /// <summary>From a class's prototype or those of its parents, by their links (O3).</summary>
    private State? Attribute(ClassDef definition, string name)
    {
        for (var parents = 0; parents <= Limits.ParentClasses; parents++)
        {
            if (definition.Prototype.TryGet(name, out var found)) return found;
            var link = definition.Parent;
            if (link.ToString() == "/class" || link.Path is [{ Text: "state" }, ..]) return null;
            var parent = world.Call(Verb.Get, link, State.None, State.None);
            if (parent.As<Fault>() is { Kind: FaultKind.NotFound }) return null;
            definition = ClassDef.From(ReferenceFailure.Unless(parent)) ?? throw ReferenceFailure.Bad("no class");
        }

        throw ReferenceFailure.Bad("a circle of classes");
    }

    private State AtRoot(State on)
    {
        if (on.As<Instance>() is { } instance) return Route(instance.Parent, []);
        if (on.As<ClassDef>() is { } definition) return Construct(definition);
        if (ReferenceEvaluator.Callable(on) is not null) return Invoke(on, null);
        if (verb != Verb.Get) throw NotAllowed();
        return on.As<MapState>() is not null ? MapBodies.Entry(on, key)
            : on.As<TupleState>() is not null ? TupleBodies.Item(on, key)
            : key.IsNone ? on : throw NotFound("a key");
    }

    /// <summary>A verb reaches an op or a closure (X5).</summary>
    private State Invoke(State callee, State? self)
    {
        var closure = ReferenceEvaluator.Callable(callee)!;
        return closure.Op.Kind.ToString() == verb.ToString()
            ? evaluator.Enter(closure, key, given, self) : throw NotAllowed();
    }

    /// <summary>An instance that stands on the key, or one with members (4.1).</summary>
    private State Construct(ClassDef definition)
    {
        if (verb == Verb.Post) return Instance.Of(definition, State.None, given.As<MapState>()!);
        if (verb != Verb.Get) throw NotAllowed();
        var parent = definition.Parent;
        var isCast = StateClass.Find(parent.ToString()) is not null
            && StateFunctions.IsKnown(parent);
        return Instance.Of(definition, isCast
            ? ReferenceFailure.Unless(StateFunctions.Get(parent, key)) : key, MapState.Empty);
    }

    private State Method(State on, string name)
    {
        var method = IntrinsicTable.Find(on.Class, name) ?? throw NotFound(name);
        if (verb == Verb.Post) return Post(method, on);
        if (verb != Verb.Get || method.Key == KeyRule.NoGet) throw NotAllowed();
        if (method == ValueIntrinsics.Class && on.As<Instance>() is { } instance)
            return State.Of(instance.Definition);
        if (method.Key == KeyRule.Attribute && !key.IsNone) throw NotFound("a key");
        return method.Key != KeyRule.Forbidden || key.IsNone ? Body(method, on, key)
            : throw ReferenceFailure.Bad($"{name} takes no key");
    }

    private State Post(Intrinsic method, State on)
    {
        if (method == ValueIntrinsics.Class)
            return State.Limited(new ClassDef(Link.Local(on.Class.Path), given.As<MapState>()!));
        if (method.TakesAnyParameters) return Body(method, on, given);
        if (method.Parameters is not { } names) throw NotAllowed();
        if (method.ParameterAlias is { } alias && given.As<MapState>()!.TryGet(alias, out _))
            names = [alias];
        if (!Parameters.TryRead(
            given, names.AsSpan(), method.Optional.AsSpan(), out var values, out var fault))
            throw new ReferenceFailure(fault);
        return method.CallsOps ? CallOps(method.Name, on.As<TupleState>()!.Items, values)
            : Body(method, on, method.TakesMap ? given : Instance.Native(values[0]));
    }

    private State CallOps(string method, ImmutableArray<State> items, State[] values)
    {
        var op = values[method == "fold" ? 2 : 0];
        if (ReferenceEvaluator.Callable(op) is null) throw ReferenceFailure.Bad("no op");
        var calls = items.Select(item => evaluator.CallWith(op, item));
        switch (method)
        {
            case "map":
                return State.Tuple([.. calls]);
            case "filter":
                return State.Tuple([.. items.Zip(calls)
                    .Where(i => ReferenceEvaluator.IsTrue(i.Second)).Select(i => i.First)]);
            case "fold":
                return Fold(items, values[0], values[1], op);
            default:
                var isNamed = given.As<MapState>()!.TryGet("item_name", out var name);
                foreach (var item in items)
                    evaluator.CallWith(op, item, isNamed ? Name(name) : null);
                return State.None;
        }
    }

    private State Fold(ImmutableArray<State> items, State itemName, State state, State op)
    {
        var name = Name(itemName);
        var map = ReferenceEvaluator.ToMap(state);
        foreach (var item in items)
        {
            var entries = ReferenceEvaluator.Entries(map).Append((name, item));
            var result = evaluator.CallWith(op, ReferenceEvaluator.Map(entries));
            map = ReferenceEvaluator.ToMap(result);
        }

        return State.Of(map);
    }

    private static Id Name(State state) =>
        FakeWorld.Function(StateClass.Id.Path, state).As<Id>()
            ?? throw ReferenceFailure.Bad("a name stands here");

    private static State Body(Intrinsic method, State on, State argument) =>
        IntrinsicBodies.Of(method)(on, argument);

    private ReferenceFailure NotAllowed() => new(Fault.MethodNotAllowed($"{verb}"));

    private static ReferenceFailure NotFound(string name) => new(Fault.NotFound(name));
}
