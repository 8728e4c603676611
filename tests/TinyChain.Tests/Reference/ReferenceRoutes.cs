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
    public State Route(State on, params ImmutableArray<Id> path)
    {
        if (on.As<ClusterRef>() is { Path: var root })
            return world.Call(verb, path.Aggregate(root, (l, id) => l.Append(id)), Key, given);
        if (path.IsEmpty) return AtRoot(on);
        var (name, rest, instance) = (path[0].Text, path[1..], on.As<Instance>());
        if (Inside(on, name, rest.IsEmpty) is { } found)
            return rest.IsEmpty && instance is not null && found.As<OpDef>() is not null
                ? Invoke(found.ToOp(), on) : Route(found, rest);
        if (instance is null)
            return rest.IsEmpty ? Method(on, name) : throw NotFound(rest[0].Text);
        _ = Key;
        return rest.IsEmpty && name == "class" && verb == Verb.Get
            ? State.Of(instance.Definition) : Route(instance.Parent, path);
    }

    /// <summary>What stands under a name in a state, if anything does.</summary>
    private State? Inside(State on, string name, bool isLast) => on.As<StateObject>() switch
    {
        MapState map => map.TryGet(name, out var entry) ? entry : null,
        TupleState { Items: var items } when name.All(char.IsAsciiDigit) =>
            int.TryParse(name, out var i) && i < items.Length ? items[i] : throw NotFound(name),
        RangeState when !isLast && name is "start" or "end" => Method(on, name),
        ClassDef definition => Attribute(definition, name),
        Instance instance => instance.Members.TryGet(name, out var member) ? member
            : Attribute(instance.Definition, name),
        _ => null,
    };

    /// <summary>From a class's prototype or those of its parents, by their links (O3).</summary>
    private State? Attribute(ClassDef definition, string name, int parents = 0)
    {
        if (definition.Prototype.TryGet(name, out var found)) return found;
        if (definition.Parent.Path is [{ Text: "state" }, ..]) return null;
        if (parents == Limits.ParentClasses) throw ReferenceFailure.Bad("a circle of classes");
        var parent = world.Call(Verb.Get, definition.Parent, State.None, State.None);
        return parent.As<Fault>() is { Kind: FaultKind.NotFound } ? null : Attribute(
            ClassDef.From(parent.OrFail()) ?? throw ReferenceFailure.Bad("no class"),
            name, parents + 1);
    }

    private State AtRoot(State on) => on.As<StateObject>() switch
    {
        Instance instance => Route(instance.Parent),
        OpDef or Closure => Invoke(on.ToOp(), null),
        ClassDef definition when verb == Verb.Post =>
            Instance.Of(definition, State.None, given.ToMap()),
        _ when verb != Verb.Get => throw NotAllowed(),
        ClassDef { Parent: var parent } definition => Instance.Of(
            definition, StateClass.Find($"{parent}") is not null && StateFunctions.IsKnown(parent)
                ? StateFunctions.Get(parent, Key).OrFail() : Key, MapState.Empty),
        MapState => MapBodies.Entry(on, Key),
        TupleState => TupleBodies.Item(on, Key),
        _ => Key.IsNone ? on : throw NotFound("a key"),
    };

    /// <summary>Each kind of op answers one verb (X5).</summary>
    private State Invoke(Closure op, State? self) => $"{op.Op.Kind}" == $"{verb}"
        ? evaluator.Call(op, Key, given, self) : throw NotAllowed();

    private State Method(State on, string name)
    {
        var method = IntrinsicTable.Find(on.Class, name) ?? throw NotFound(name);
        if (verb == Verb.Post) return Post(on, method);
        if (verb != Verb.Get || method.Key == KeyRule.NoGet) throw NotAllowed();
        if (method.Key is KeyRule.Attribute or KeyRule.Forbidden && !key.IsNone)
            throw method.Key == KeyRule.Attribute ? NotFound("key") : ReferenceFailure.Bad("key");
        return IntrinsicBodies.Of(method)(on, method.TakesAnyKey ? key : Key);
    }

    private State Post(State on, Intrinsic method)
    {
        if (method == ValueIntrinsics.Class)
            return State.Limited(new ClassDef(Link.Local(on.Class.Path), given.ToMap()));
        if (method.TakesAnyParameters) return IntrinsicBodies.Of(method)(on, given);
        var names = method.Parameters ?? throw NotAllowed();
        var alias = method.ParameterAlias ?? "";
        if (given.ToMap().TryGet(alias, out _)) names = [alias];
        if (!Parameters.TryRead(
            given, names.AsSpan(), method.Optional.AsSpan(), out var values, out var fault))
            throw new ReferenceFailure(fault);
        return method.CallsOps ? CallOps(on.As<TupleState>()!.Items, method.Name, values)
            : IntrinsicBodies.Of(method)(on, method.TakesMap ? given : Instance.Native(values[0]));
    }

    private State CallOps(ImmutableArray<State> items, string method, State[] values)
    {
        var op = values[method is "fold" or "reduce" ? 2 : 0].ToOp();
        var name = given.ToMap().TryGet("item_name", out var text)
            ? FakeWorld.Function(StateClass.Id.Path, text).OrFail().As<Id>() : null;
        var results = items.Select(item => evaluator.CallWith(op, item, name));
        return method switch
        {
            "map" => State.Tuple([.. results]),
            "filter" => State.Tuple([.. items.Zip(results)
                .Where(pair => pair.Second.ToBool()).Select(pair => pair.First)]),
            "fold" or "reduce" => State.Of(items.Aggregate(values[1].ToMap(), (map, item) =>
                evaluator.CallWith(op, ReferenceStates.Map(
                    map.Entries().Append((name!, item)))).ToMap())),
            _ => results.Aggregate(State.None, (_, _) => State.None),
        };
    }

    private State Key => key.ToKey();
    private ReferenceFailure NotAllowed() => new(Fault.MethodNotAllowed($"{verb}"));
    private static ReferenceFailure NotFound(string name) => new(Fault.NotFound(name));
}
