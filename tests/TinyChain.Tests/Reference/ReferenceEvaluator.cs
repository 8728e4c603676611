using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Reference;

/// <summary>
/// The second opinion on what an op answers: recursive, slow, and written from
/// spec/language.md 2 to 5 alone, knowing nothing of the compiler. What it shares with it are the
/// parser, the classes, and the bodies of methods that call no op.
/// </summary>
internal sealed class ReferenceEvaluator(FakeWorld world)
{
    private const int MaxTurns = 20_000;
    private const int MaxCalls = 60;

    private int _turns;
    private int _calls;

    /// <summary>The op's answer or fault; null where it takes too long to be worth it.</summary>
    public static State? Run(OpDef op, FakeWorld world)
    {
        try
        {
            return new ReferenceEvaluator(world).Execute(op, new ReferenceFrame());
        }
        catch (ReferenceFailure failure)
        {
            return failure.Fault is { } fault ? State.Of(fault) : null;
        }
    }

    /// <summary>A request's verb reaches an op or a closure (3.6, 3.7, X5).</summary>
    public State Invoke(State callee, Verb verb, State key, State given)
    {
        var op = OpOf(callee)!;
        var isAnswered = (op.Kind, verb) is (OpKind.Get, Verb.Get) or (OpKind.Put, Verb.Put)
            or (OpKind.Post, Verb.Post) or (OpKind.Delete, Verb.Delete);
        return isAnswered
            ? Enter(callee, key, given)
            : throw new ReferenceFailure(Fault.MethodNotAllowed($"{verb} on a {op.Kind} op"));
    }

    /// <summary>A loop or a tuple's method calls an op with a state (3.4, 5.4, 11).</summary>
    public State CallWith(State callee, State state)
    {
        switch (OpOf(callee)!.Kind)
        {
            case OpKind.Get or OpKind.Delete:
                return Enter(callee, state, State.None);
            case OpKind.Put:
                return state.As<TupleState>() is { Items: [var key, var value] }
                    ? Enter(callee, key, value) : throw Bad("PUT takes a pair");
            case OpKind.Post:
                if (state.As<TupleState>() is not null)
                    state = FakeWorld.Function("/state/map", state);
                ReferenceFailure.Unless(state);
                return state.As<MapState>() is not null
                    ? Enter(callee, State.None, state) : throw Bad("POST takes a map");
        }

        throw new InvalidOperationException("no such kind");
    }

    public static OpDef? OpOf(State state) => state.As<OpDef>() ?? state.As<Closure>()?.Op;

    public static ReferenceFailure Bad(string message) => new(Fault.BadRequest(message));

    private State Enter(State callee, State key, State given)
    {
        var op = OpOf(callee)!;
        var frame = new ReferenceFrame();
        Add(frame, callee.As<Closure>()?.Captured);
        if (frame.States.Remove(IdRef.Self, out var self)) frame.Self = self;
        if (op.Kind == OpKind.Post) Add(frame, given.As<MapState>());
        if (op.KeyName is { } keyName) frame.States[keyName.Text] = key;
        if (op.ValueName is { } valueName) frame.States[valueName.Text] = given;
        var result = Execute(op, frame);
        return op.Kind is OpKind.Put or OpKind.Delete ? State.None : result;
    }

    private static void Add(ReferenceFrame frame, MapState? map)
    {
        for (var i = 0; i < map?.Count; i++) frame.States[map.Keys[i].Text] = map.Values[i];
    }

    private State Execute(OpDef op, ReferenceFrame frame)
    {
        if (++_calls > MaxCalls) throw new ReferenceFailure(null);
        frame.Enter(op);
        var result = op.Form.IsEmpty ? State.None : Target(frame, op.Form[^1]);
        _calls--;
        return result;
    }

    private State Target(ReferenceFrame frame, Statement last)
    {
        if (last.Name is { } name) frame.Busy.Add(name.Text);
        return Region(frame, last.Node);
    }

    /// <summary>What is resolved at once: the last statement, or a chosen branch.</summary>
    private State Region(ReferenceFrame frame, Node node)
    {
        frame.Check(node, []);
        return Resolve(frame, node);
    }

    private State Resolve(ReferenceFrame frame, Node node)
    {
        foreach (var name in ReferenceNeeds.Of(node)) Force(frame, name.Text);
        return Inline(frame, node);
    }

    /// <summary>Each statement runs at most once (X2).</summary>
    private void Force(ReferenceFrame frame, string name)
    {
        if (frame.States.ContainsKey(name)) return;
        frame.Busy.Add(name);
        frame.States[name] = Resolve(frame, frame.Statements[name]);
        frame.Busy.Remove(name);
    }

    /// <summary>The node itself, once the names that it needs have states (3.4).</summary>
    private State Inline(ReferenceFrame frame, Node node)
    {
        if (++_turns > MaxTurns) throw new ReferenceFailure(null);
        return ReferenceFailure.Unless(node switch
        {
            LiteralNode literal => literal.Value,
            IdRef id => id.IsSelf ? Self(frame) : frame.States[id.Name.Text],
            TupleNode tuple => State.Tuple([.. tuple.Items.Select(i => Inline(frame, i))]),
            MapNode map => Map(map.Keys, map.Values.Select(v => Inline(frame, v))),
            OpRef call => Call(frame, call),
            IfRef choice => If(frame, choice),
            CaseRef choice => Case(frame, choice),
            AfterRef after => After(frame, after),
            WhileRef loop => While(frame, loop),
            WithRef with => With(frame, with),
            ClosureNode closure => Close(Inline(frame, closure.Context), closure.Op),
            _ => throw new InvalidOperationException($"no rule for {node.GetType()}"),
        });
    }

    private State If(ReferenceFrame frame, IfRef choice)
    {
        Unconditional(choice.Condition);
        var condition = ReferenceFailure.Unless(Casting.ToBool(Inline(frame, choice.Condition)));
        return Region(frame, condition.AsBool ? choice.Then : choice.Else);
    }

    private State Case(ReferenceFrame frame, CaseRef choice)
    {
        Unconditional(choice.Condition);
        foreach (var item in choice.Switches) Unconditional(item);
        var condition = Value(Inline(frame, choice.Condition));
        for (var i = 0; i < choice.Switches.Length; i++)
        {
            var item = Value(Inline(frame, choice.Switches[i]));
            if (ValueEquality.AreEqual(item, condition)) return Region(frame, choice.Cases[i]);
        }

        return Region(frame, choice.Cases[^1]);
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
        var (condition, step) = (Inline(frame, loop.Condition), Inline(frame, loop.Step));
        var state = Inline(frame, loop.State);
        if (OpOf(condition) is null || OpOf(step) is null) throw Bad("while takes ops");
        while (ReferenceFailure.Unless(Casting.ToBool(CallWith(condition, state))).AsBool)
            state = CallWith(step, state);
        return state;
    }

    private static State With(ReferenceFrame frame, WithRef with)
    {
        var captured = new MapBuilder();
        foreach (var name in with.Captures)
        {
            captured.Set(
                name, name.Text == IdRef.Self ? Self(frame) : frame.States[name.Text]);
        }

        return Close(captured.ToState(), with.Op);
    }

    private static State Close(State context, OpDef op) => context.As<MapState>() is { } map
        ? State.Of(new Closure(map, op)) : throw Bad("a closure's context is a map");

    private State Call(ReferenceFrame frame, OpRef call)
    {
        var (key, given) = call switch
        {
            GetRef get => (Key(Inline(frame, get.Key)), State.None),
            PutRef put => (Key(Inline(frame, put.Key)), Inline(frame, put.Value)),
            PostRef post => (State.None, Inline(frame, post.Parameters)),
            DeleteRef delete => (Key(Inline(frame, delete.Key)), State.None),
            _ => throw new InvalidOperationException("no such verb"),
        };
        if (call.Subject is LinkSubject { Link: var link })
            return world.Call(call.Verb, link, key, given);
        var subject = (IdSubject)call.Subject;
        var on = subject.IsSelf ? Self(frame) : frame.States[subject.Name.Text];
        var routes = new ReferenceRoutes(this, world, call.Verb, key, given);
        var result = ReferenceFailure.Unless(routes.Route(on, subject.Path.AsSpan()));
        return call.Verb is Verb.Put or Verb.Delete ? State.None : result;
    }

    private static State Map(IEnumerable<Id> keys, IEnumerable<State> values)
    {
        var map = new MapBuilder();
        foreach (var (key, value) in keys.Zip(values)) map.Set(key, value);
        return map.ToState();
    }

    private static State Self(ReferenceFrame frame) =>
        frame.Self ?? throw Bad("$self without a subject");

    private static void Unconditional(Node node)
    {
        if (ReferenceNeeds.AreConditional(node)) throw Bad("a conditional stands here");
    }

    private static State Value(State state) =>
        ValueEquality.IsValue(state) ? state : throw Bad("a value stands here");

    /// <summary>A range is no value, and yet a key of tuples (T7).</summary>
    private static State Key(State state) => state.As<RangeState>() is null ? Value(state) : state;
}
