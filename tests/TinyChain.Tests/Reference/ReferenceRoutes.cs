using System.Globalization;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Tests.Reference;

/// <summary>What a verb finds at a path of a state (spec/language.md 5).</summary>
internal sealed class ReferenceRoutes(
    ReferenceEvaluator evaluator, FakeWorld world, Verb verb, State key, State given)
{
    /// <summary>T2: the path leads to `eq` or `ne` of a map or tuple.</summary>
    public static bool TakesAnyKey(State on, ReadOnlySpan<Id> path)
    {
        if (path is not [.. var way, { Text: "eq" or "ne" } name]) return false;
        foreach (var segment in way)
        {
            if (on.As<MapState>()?.TryGet(segment.Text, out on) is true) continue;
            if (on.As<TupleState>() is not { } tuple) return false;
            if (!int.TryParse(segment.Text, NumberStyles.None, null, out var index)) return false;
            if (index >= tuple.Items.Length) return false;
            on = tuple.Items[index];
        }

        return on.As<TupleState>() is not null
            || on.As<MapState>()?.TryGet(name.Text, out _) is false;
    }

    public State Route(State on, ReadOnlySpan<Id> path)
    {
        if (on.As<ClusterRef>() is { } cluster) return Forward(cluster.Path, path);
        if (path.IsEmpty) return AtRoot(on);
        var name = path[0].Text;
        var rest = path[1..];
        if (on.As<MapState>() is { } map && map.TryGet(name, out var entry))
            return Route(entry, rest);
        if (on.As<TupleState>() is { } tuple && name.All(char.IsAsciiDigit))
        {
            return int.TryParse(name, out var index) && index < tuple.Items.Length
                ? Route(tuple.Items[index], rest) : throw NotFound(name);
        }

        if (on.As<RangeState>() is not null && name is "start" or "end" && !rest.IsEmpty)
            return Route(Body(IntrinsicTable.Find(on.Class, name)!, on, State.None), rest);
        return rest.IsEmpty ? Method(on, name) : throw NotFound(rest[0].Text);
    }

    private State Forward(Link link, ReadOnlySpan<Id> path)
    {
        foreach (var segment in path) link = link.Append(segment);
        return world.Call(verb, link, key, given);
    }

    private State AtRoot(State on) =>
        ReferenceEvaluator.OpOf(on) is not null ? evaluator.Invoke(on, verb, key, given)
        : verb != Verb.Get ? throw NotAllowed()
        : on.As<MapState>() is not null ? MapBodies.Entry(on, key)
        : on.As<TupleState>() is not null ? TupleBodies.Item(on, key)
        : key.IsNone ? on : throw NotFound("a key");

    private State Method(State on, string name)
    {
        var method = IntrinsicTable.Find(on.Class, name) ?? throw NotFound(name);
        if (verb == Verb.Post) return Post(method, on);
        if (verb != Verb.Get || method.Key == KeyRule.NoGet) throw NotAllowed();
        if (method.Key == KeyRule.Attribute && !key.IsNone) throw NotFound("a key");
        return method.Key != KeyRule.Forbidden || key.IsNone ? Body(method, on, key)
            : throw ReferenceEvaluator.Bad($"{name} takes no key");
    }

    private State Post(Intrinsic method, State on)
    {
        if (method.TakesAnyParameters) return Body(method, on, given);
        if (method.Parameters is not { } names) throw NotAllowed();
        if (method.ParameterAlias is { } alias && given.As<MapState>()!.TryGet(alias, out _))
            names = [alias];
        if (!Parameters.TryRead(given, names.AsSpan(), [], out var values, out var fault))
            throw new ReferenceFailure(fault);
        return method.CallsOps
            ? CallOps(method.Name, on.As<TupleState>()!, values) : Body(method, on, values[0]);
    }

    private State CallOps(string method, TupleState tuple, State[] values)
    {
        var op = values[^1];
        if (ReferenceEvaluator.OpOf(op) is null) throw ReferenceEvaluator.Bad("an op stands here");
        if (method is "fold" or "reduce") return Fold(tuple, values[0], values[1], op);
        if (method == "filter")
            return State.Tuple([.. tuple.Items.Where(i => IsTrue(evaluator.CallWith(op, i)))]);
        var results = State.Tuple([.. tuple.Items.Select(i => evaluator.CallWith(op, i))]);
        return method == "map" ? results : State.None;
    }

    private State Fold(TupleState tuple, State itemName, State state, State op)
    {
        var name = FakeWorld.Function("/state/scalar/value/id", itemName).As<Id>()
            ?? throw ReferenceEvaluator.Bad("item_name is an Id");
        if (state.As<MapState>() is null) throw ReferenceEvaluator.Bad("fold folds a map");
        foreach (var item in tuple.Items)
        {
            var entries = new MapBuilder();
            var map = state.As<MapState>()!;
            for (var i = 0; i < map.Count; i++) entries.Set(map.Keys[i], map.Values[i]);
            entries.Set(name, item);
            state = evaluator.CallWith(op, entries.ToState());
            if (state.As<MapState>() is null) throw ReferenceEvaluator.Bad("fold folds a map");
        }

        return state;
    }

    private static bool IsTrue(State state) =>
        ReferenceFailure.Unless(Casting.ToBool(state)).AsBool;

    private static State Body(Intrinsic method, State on, State argument) =>
        IntrinsicBodies.Of(method)(on, argument);

    private ReferenceFailure NotAllowed() => new(Fault.MethodNotAllowed($"{verb}"));

    private static ReferenceFailure NotFound(string name) => new(Fault.NotFound(name));
}
