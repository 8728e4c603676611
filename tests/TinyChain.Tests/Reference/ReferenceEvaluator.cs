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
            return Execute(op, new ReferenceFrame(), null);
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
        return OpOf(callee)!.Kind switch
        {
            OpKind.Get or OpKind.Delete => Enter(callee, state, State.None),
            OpKind.Put => state.As<TupleState>() is { Items: [var key, var value] }
                ? Enter(callee, key, value) : throw Bad("PUT takes a pair"),
            OpKind.Post => Enter(callee, State.None, ReferenceFailure.Unless(
                FakeWorld.Function("/state/map", state))),
        };
    }

    public static OpDef? OpOf(State state) => state.As<OpDef>() ?? state.As<Closure>()?.Op;

    public static ReferenceFailure Bad(string message) => new(Fault.BadRequest(message));

    private State Enter(State callee, State key, State given)
    {
        var op = OpOf(callee)!;
        var frame = new ReferenceFrame();
        Add(frame, callee.As<Closure>()?.Captured);
        if (frame.States.Remove(IdRef.Self, out var self)) frame.Self = self;
        var parameters = op.Kind == OpKind.Post ? given.As<MapState>() : null;
        Add(frame, parameters);
        if (op.KeyName is { } keyName) frame.States[keyName.Text] = key;
        if (op.ValueName is { } valueName) frame.States[valueName.Text] = given;
        var result = Execute(op, frame, parameters);
        return op.Kind is OpKind.Put or OpKind.Delete ? State.None : result;
    }

    private static void Add(ReferenceFrame frame, MapState? map)
    {
        for (var i = 0; i < map?.Count; i++) frame.States[map.Keys[i].Text] = map.Values[i];
    }

    private State Execute(OpDef op, ReferenceFrame frame, MapState? parameters)
    {
        if (++_calls > MaxCalls) throw new ReferenceFailure(null);
        frame.Enter(op, parameters);
        if (op.Form is [.., { Name: { } name }]) frame.Busy.Add(name.Text);
        var result = op.Form.IsEmpty ? State.None : Region(frame, op.Form[^1].Node);
        _calls--;
        return result;
    }

    /// <summary>What is resolved at once: the last statement, or a chosen branch.</summary>
    private State Region(ReferenceFrame frame, Node node)
    {
        frame.Check(node);
        return Resolve(frame, node);
    }

    private State Resolve(ReferenceFrame frame, Node node)
    {
        var needs = ReferenceNeeds.Of(node).ToList();
        foreach (var name in needs) Force(frame, name.Text);
        var failure = Try(() => Inline(frame, node), out var result);
        foreach (var name in needs) frame.Read(name);
        return failure is null ? result : throw failure;
    }

    /// <summary>Each statement runs at most once (X2).</summary>
    private void Force(ReferenceFrame frame, string name)
    {
        if (frame.States.ContainsKey(name) || frame.Failures.ContainsKey(name)) return;
        frame.Busy.Add(name);
        if (Try(() => Resolve(frame, frame.Statements[name]), out var state) is { } failure)
            frame.Failures[name] = failure;
        else frame.States[name] = state;
        frame.Busy.Remove(name);
    }

    private List<State> All(ReferenceFrame frame, IEnumerable<Node> nodes)
    {
        var states = new List<State>();
        ReferenceFailure? first = null;
        foreach (var node in nodes)
        {
            var failure = Try(() => Inline(frame, node), out var state);
            first ??= failure;
            states.Add(state);
        }

        return first is null ? states : throw first;
    }

    private ReferenceFailure? Try(Func<State> resolve, out State state)
    {
        state = State.None;
        try
        {
            state = resolve();
            return null;
        }
        catch (ReferenceFailure failure) when (failure.Fault is { } fault)
        {
            Faults.Add(fault.Kind);
            return failure;
        }
    }

    /// <summary>The node itself, once the names that it needs have states (3.4).</summary>
    private State Inline(ReferenceFrame frame, Node node)
    {
        if (++_turns > MaxTurns) throw new ReferenceFailure(null);
        return ReferenceFailure.Unless(node switch
        {
            LiteralNode literal => literal.Value,
            IdRef id => id.IsSelf ? Self(frame) : frame.Read(id.Name),
            TupleNode tuple => State.Tuple([.. All(frame, tuple.Items)]),
            MapNode map => Map(map.Keys.Zip(All(frame, map.Values))),
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
        if (All(frame, loop.Children) is not [var condition, var step, var state]
            || OpOf(condition) is null || OpOf(step) is null)
            throw Bad("while takes ops");
        while (ReferenceFailure.Unless(Casting.ToBool(CallWith(condition, state))).AsBool)
            state = CallWith(step, state);
        return state;
    }

    private State With(ReferenceFrame frame, WithRef with)
    {
        if (with.Captures.Any(c => c.Text == IdRef.Self)) LookForSelf(frame);
        return Close(Map(with.Captures.Select(c => (
            c, c.Text == IdRef.Self ? Self(frame) : frame.Read(c)))), with.Op);
    }

    private static State Close(State context, OpDef op) => context.As<MapState>() is { } map
        ? State.Of(new Closure(map, op)) : throw Bad("a closure's context is a map");

    private State Call(ReferenceFrame frame, OpRef call)
    {
        var subject = call.Subject as IdSubject;
        if (subject is { IsSelf: true }) LookForSelf(frame);
        var parts = All(frame, call.Children);
        var given = call.Verb is Verb.Put or Verb.Post ? parts[^1] : State.None;
        var on = subject is null ? State.None
            : subject.IsSelf ? Self(frame) : frame.Read(subject.Name);
        var takesAnyKey = subject is not null
            && ReferenceRoutes.TakesAnyKey(on, subject.Path.AsSpan());
        var key = call.Verb == Verb.Post ? State.None
            : call.Verb == Verb.Get && takesAnyKey ? parts[0] : Key(parts[0]);
        var routes = new ReferenceRoutes(this, world, call.Verb, key, given);
        var result = ReferenceFailure.Unless(subject is null
            ? world.Call(call.Verb, ((LinkSubject)call.Subject).Link, key, given)
            : routes.Route(on, subject.Path.AsSpan()));
        return call.Verb is Verb.Put or Verb.Delete ? State.None : result;
    }

    private static State Map(IEnumerable<(Id Name, State Value)> entries)
    {
        var map = new MapBuilder();
        foreach (var (name, value) in entries) map.Set(name, value);
        return map.ToState();
    }

    private static State Self(ReferenceFrame frame) =>
        frame.Self ?? throw Bad("$self without a subject");

    /// <summary>`$self` is no dependency: that it isn't there may show before all else.</summary>
    private void LookForSelf(ReferenceFrame frame)
    {
        if (frame.Self is null) Faults.Add(FaultKind.BadRequest);
    }

    private static void Unconditional(Node node)
    {
        if (ReferenceNeeds.AreConditional(node)) throw Bad("a conditional stands here");
    }

    private static State Value(State state) =>
        ValueEquality.IsValue(state) ? state : throw Bad("a value stands here");

    /// <summary>A range is no value, and yet a key of tuples (T7).</summary>
    private static State Key(State state) => state.As<RangeState>() is null ? Value(state) : state;
}
