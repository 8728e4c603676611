using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Reference;

/// <summary>
/// The second opinion on what an op answers: recursive, slow, and written from
/// spec/language.md 2 to 5 and decisions 0011 and 0012 alone, knowing nothing of the compiler.
/// What it shares with it are the parser, the classes, and the bodies of methods that call no op.
/// </summary>
internal sealed class ReferenceEvaluator(FakeWorld world)
{
    private const int MaxTurns = 20_000;
    private const int MaxCalls = 60;

    private int _turns;
    private int _calls;

    /// <summary>
    /// Kinds of the faults met. What needs not one another may be resolved at once, and whichever
    /// fails first ends the op; so its siblings are looked at too.
    /// </summary>
    public HashSet<FaultKind> Faults { get; } = [];

    /// <summary>The op's answer or fault; null where it takes too long to be worth it.</summary>
    public State? Run(OpDef op)
    {
        try
        {
            return Enter(new Closure(MapState.Empty, op), State.None, State.None, null);
        }
        catch (ReferenceFailure failure)
        {
            return failure.Fault is { } fault ? State.Of(fault) : null;
        }
    }

    /// <summary>What a state is when it is called: an op has captured nothing.</summary>
    public static Closure? Callable(State state) => state.As<Closure>()
        ?? (state.As<OpDef>() is { } op ? new Closure(MapState.Empty, op) : null);

    /// <summary>Runs an op: `given` is the value of a PUT or the parameters of a POST (3.6).</summary>
    public State Enter(Closure callee, State key, State given, State? self)
    {
        if (++_calls > MaxCalls) throw new ReferenceFailure(null);
        var op = callee.Op;
        (Id, State)[] arguments = op.Kind switch
        {
            OpKind.Get or OpKind.Delete => [(op.KeyName!, key)],
            OpKind.Put => [(op.KeyName!, key), (op.ValueName!, given)],
            OpKind.Post => [.. Entries(given.As<MapState>() ?? MapState.Empty)],
        };
        var result = new ReferenceFrame(callee, arguments, self, Resolve).Result();
        _calls--;
        return op.Kind is OpKind.Put or OpKind.Delete ? State.None : result;
    }

    /// <summary>A loop, or a tuple's method, calls an op with a state (3.4, 5.4, 11).</summary>
    public State CallWith(State callee, State state, Id? itemName = null)
    {
        var closure = Callable(callee) ?? throw ReferenceFailure.Bad("an op stands here");
        return closure.Op.Kind switch
        {
            OpKind.Get or OpKind.Delete => Enter(closure, state, State.None, null),
            OpKind.Put => state.As<TupleState>() is { Items: [var key, var value] }
                ? Enter(closure, key, value, null) : throw ReferenceFailure.Bad("PUT takes a pair"),
            OpKind.Post => Enter(closure, State.None, itemName is not null
                ? Map([(itemName, state)])
                : ReferenceFailure.Unless(FakeWorld.Function("/state/map", state)), null),
        };
    }

    public static IEnumerable<(Id, State)> Entries(MapState map) => map.Keys.Zip(map.Values);

    public static State Map(IEnumerable<(Id Name, State Value)> entries)
    {
        var map = new MapBuilder();
        foreach (var (name, value) in entries) map.Set(name, value);
        return ReferenceFailure.Unless(map.ToState());
    }

    public static bool IsTrue(State state) =>
        ReferenceFailure.Unless(Casting.ToBool(state)).AsBool;

    /// <summary>First the names that the node needs, then the node.</summary>
    private State Resolve(ReferenceFrame frame, Node node) => All(ReferenceNeeds.Of(node)
        .Select(frame.Later).Append(() => Inline(frame, node)))[^1];

    /// <summary>What is resolved only now that it was chosen: a branch.</summary>
    private State Branch(ReferenceFrame frame, Node node)
    {
        frame.Check(ReferenceNeeds.Of(node));
        return Resolve(frame, node);
    }

    /// <summary>Parts that may be resolved at once. The first fault ends the op.</summary>
    private ImmutableArray<State> All(IEnumerable<Func<State>> parts)
    {
        var states = ImmutableArray.CreateBuilder<State>();
        ReferenceFailure? first = null;
        foreach (var part in parts)
        {
            try
            {
                states.Add(part());
            }
            catch (ReferenceFailure failure) when (failure.Fault is { } fault)
            {
                Faults.Add(fault.Kind);
                first ??= failure;
            }
        }

        return first is null ? states.ToImmutable() : throw first;
    }

    private ImmutableArray<State> All(ReferenceFrame frame, IEnumerable<Node> nodes) =>
        All(nodes.Select<Node, Func<State>>(node => () => Inline(frame, node)));

    /// <summary>The node itself, once the names that it needs have states (3.4).</summary>
    private State Inline(ReferenceFrame frame, Node node)
    {
        if (++_turns > MaxTurns) throw new ReferenceFailure(null);
        return ReferenceFailure.Unless(node switch
        {
            LiteralNode literal => literal.Value,
            IdRef id => frame.Read(id.Name.Text),
            TupleNode tuple => State.Tuple(All(frame, tuple.Items)),
            MapNode map => Map(map.Keys.Zip(All(frame, map.Values))),
            OpRef call => Call(frame, call),
            IfRef choice => If(frame, choice.Condition, choice.Then, choice.Else),
            CondRef choice => If(frame, choice.Condition, choice.Then, choice.Else),
            BranchOp branch => Enter(
                Capture(frame, ReferenceNeeds.Free(branch.Op), branch.Op),
                State.None, State.None, null),
            CaseRef choice => Case(frame, choice),
            AfterRef after => After(frame, after),
            WhileRef loop => While(frame, loop),
            ForEachRef loop => ForEach(frame, loop),
            WithRef with => State.Of(
                Capture(frame, with.Captures.Select(c => c.Text), with.Op)),
            ClosureNode closure => State.Of(
                new Closure(ToMap(Inline(frame, closure.Context)), closure.Op)),
            ClassNode definition => State.Limited(
                new ClassDef(definition.Parent, ToMap(Inline(frame, definition.Prototype)))),
            InstanceNode instance => Instance.Of(
                ClassDef.Empty, Inline(frame, instance.Parent), MapState.Empty),
            _ => throw new InvalidOperationException($"no rule for {node.GetType()}"),
        });
    }

    private State If(ReferenceFrame frame, Node condition, Node then, Node otherwise)
    {
        Unconditional(condition);
        return Branch(frame, IsTrue(Inline(frame, condition)) ? then : otherwise);
    }

    private State Case(ReferenceFrame frame, CaseRef choice)
    {
        Unconditional([choice.Condition, .. choice.Switches]);
        var condition = Value(Inline(frame, choice.Condition));
        var matching = choice.Switches.TakeWhile(item =>
            !ValueEquality.AreEqual(Value(Inline(frame, item)), condition)).Count();
        return Branch(frame, choice.Cases[matching]);
    }

    private State After(ReferenceFrame frame, AfterRef after)
    {
        Unconditional(after.When);
        Inline(frame, after.When);
        return Inline(frame, after.Then);
    }

    private State While(ReferenceFrame frame, WhileRef loop)
    {
        Unconditional(loop.State);
        var parts = All(frame, loop.Children);
        if (parts[..2].Any(part => Callable(part) is null)) throw ReferenceFailure.Bad("no op");
        var state = parts[2];
        while (IsTrue(CallWith(parts[0], state))) state = CallWith(parts[1], state);
        return state;
    }

    private State ForEach(ReferenceFrame frame, ForEachRef loop)
    {
        var parts = All([
            () => Items(Inline(frame, loop.Items)),
            () => Op(Inline(frame, loop.Op)),
        ]);
        foreach (var item in parts[0].As<TupleState>()!.Items)
            CallWith(parts[1], item, loop.ItemName);
        return State.None;
    }

    private static State Items(State state) => state.As<TupleState>() is not null ? state
        : State.Tuple([.. ToMap(state).Keys.Select(key => State.Of(key.Text))]);

    private static State Op(State state) =>
        Callable(state) is not null ? state : throw ReferenceFailure.Bad("an op stands here");

    private Closure Capture(ReferenceFrame frame, IEnumerable<string> names, OpDef op) =>
        new(ToMap(Map(names.Select(Id.Of).Zip(All(names.Select(frame.Later))))), op);

    private State Call(ReferenceFrame frame, OpRef call)
    {
        var subject = call.Subject as IdSubject;
        var parts = All(call.Children.Select<Node, Func<State>>(n => () => Inline(frame, n))
            .Append(() => subject is null ? State.None : frame.Read(subject.Name.Text)));
        var key = call.Verb == Verb.Post ? State.None : Key(parts[0]);
        var given = call.Verb is Verb.Put or Verb.Post ? parts[^2] : State.None;
        var result = subject is not null
            ? new ReferenceRoutes(this, world, call.Verb, key, given).Route(parts[^1], subject.Path)
            : world.Call(call.Verb, ((LinkSubject)call.Subject).Link, key, given);
        ReferenceFailure.Unless(result);
        return call.Verb is Verb.Put or Verb.Delete ? State.None : result;
    }

    public static MapState ToMap(State state) =>
        state.As<MapState>() ?? throw ReferenceFailure.Bad("a map stands here");

    private static void Unconditional(params ReadOnlySpan<Node> nodes)
    {
        foreach (var node in nodes)
            if (ReferenceNeeds.AreConditional(node)) throw ReferenceFailure.Bad("a conditional");
    }

    private static State Value(State state) => PlainValue.Of(state) is var plain
        && ValueEquality.IsValue(plain) ? plain : throw ReferenceFailure.Bad("not a value");

    /// <summary>A range is no value, and yet a key of tuples (T7).</summary>
    private static State Key(State state) => state.As<RangeState>() is null ? Value(state) : state;
}
