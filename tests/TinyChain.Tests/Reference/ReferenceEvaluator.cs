using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Reference;

/// <summary>
/// The second opinion on what an op answers: recursive, slow, and written from spec/language.md
/// and decisions 0011 and 0012 alone. All that it shares with the compiler are the parser, the
/// classes, and the bodies of methods that call no op.
/// </summary>
internal sealed class ReferenceEvaluator(FakeWorld world)
{
    private const int MaxCalls = 400;
    private int _calls;

    /// <summary>Of all faults met: of parts resolved at once, any may fail first.</summary>
    public HashSet<FaultKind> Faults { get; } = [];

    /// <summary>The op's answer or fault; null where it takes too long to be worth it.</summary>
    public State? Run(OpDef op)
    {
        var answer = Attempt(() => Call(State.Of(op).ToOp(), State.None, State.None));
        return _calls > MaxCalls ? null : answer;
    }

    /// <summary>Calls an op; `given` is a PUT's value or a POST's parameters (3.6, 4.3).</summary>
    public State Call(Closure callee, State key, State given, State? self = null)
    {
        if (++_calls > MaxCalls) throw ReferenceFailure.Bad("too many calls");
        var op = callee.Op;
        (Id, State)[] arguments = op.ValueName is not null
            ? [(op.KeyName!, key), (op.ValueName, given)]
            : op.KeyName is not null ? [(op.KeyName, key)]
            : given.IsNone ? [] : [.. given.ToMap().Entries()];
        var result = new ReferenceFrame(
            callee, arguments, self, (f, n) => Attempt(() => Resolve(f, n))).Result();
        return op.Kind is OpKind.Put or OpKind.Delete ? State.None : result;
    }

    /// <summary>A loop, or a tuple's method, calls an op with a state (3.4, 5.4).</summary>
    public State CallWith(Closure callee, State state, Id? name = null) => callee.Op.Kind switch
    {
        OpKind.Get or OpKind.Delete => Call(callee, state, State.None),
        OpKind.Put => state.As<TupleState>() is { Items: [var key, var value] }
            ? Call(callee, key, value) : throw ReferenceFailure.Bad("PUT takes a pair"),
        OpKind.Post => Call(callee, State.None, name is not null
            ? ReferenceStates.Map([(name, state)])
            : FakeWorld.Function("/state/map", state).OrFail()),
    };

    private State Attempt(Func<State> part)
    {
        try
        {
            return part();
        }
        catch (ReferenceFailure failure)
        {
            Faults.Add(failure.Fault.Kind);
            return State.Of(failure.Fault);
        }
    }

    private State[] AtOnce(params IEnumerable<Func<State>> parts) =>
        [.. parts.Select(Attempt).ToList().Select(ReferenceStates.OrFail)];

    private State[] AtOnce(ReferenceFrame frame, IEnumerable<Node> nodes) =>
        AtOnce(nodes.Select<Node, Func<State>>(node => () => Inline(frame, node)));

    /// <summary>The names that a node needs, and then what stands in it.</summary>
    private State Resolve(ReferenceFrame frame, Node node) => AtOnce(
        [.. ReferenceFrame.Needs(node).Select(frame.Later), () => Inline(frame, node)])[^1];

    /// <summary>The node itself, once the names that it needs have states (3.4).</summary>
    private State Inline(ReferenceFrame frame, Node node)
    {
        if (ReferenceFrame.Plain(node).Any(ReferenceFrame.AreConditional))
            throw ReferenceFailure.Bad("a conditional stands here");
        return (node switch
        {
            LiteralNode literal => literal.Value,
            IdRef id => frame.Read(id.Name.Text),
            TupleNode tuple => State.Tuple([.. AtOnce(frame, tuple.Items)]),
            MapNode map => ReferenceStates.Map(map.Keys.Zip(AtOnce(frame, map.Values))),
            ClosureNode made => State.Of(
                new Closure(Inline(frame, made.Context).ToMap(), made.Op)),
            ClassNode made => State.Limited(
                new ClassDef(made.Parent, Inline(frame, made.Prototype).ToMap())),
            InstanceNode made => Instance.Of(
                ClassDef.Empty, Inline(frame, made.Parent), MapState.Empty),
            OpRef call => Request(frame, call),
            IfRef n => Resolve(frame, Inline(frame, n.Condition).ToBool() ? n.Then : n.Else),
            CondRef n => Resolve(frame, Inline(frame, n.Condition).ToBool() ? n.Then : n.Else),
            BranchOp { Op: var op } =>
                Call(Capture(frame, ReferenceFrame.Free(op), op), State.None, State.None),
            CaseRef choice => Case(frame, choice),
            AfterRef after => (Inline(frame, after.When), Inline(frame, after.Then)).Item2,
            WhileRef loop => While(frame, loop),
            ForEachRef loop => ForEach(frame, loop),
            WithRef with => State.Of(Capture(frame, with.Captures.Select(c => c.Text), with.Op)),
            _ => throw new InvalidOperationException($"no rule for {node.GetType()}"),
        }).OrFail();
    }

    private State Case(ReferenceFrame frame, CaseRef choice)
    {
        var condition = Inline(frame, choice.Condition).ToValue();
        var others = choice.Switches.TakeWhile(item =>
            !ValueEquality.AreEqual(Inline(frame, item).ToValue(), condition));
        return Resolve(frame, choice.Cases[others.Count()]);
    }

    private State While(ReferenceFrame frame, WhileRef loop)
    {
        var parts = AtOnce(frame, loop.Children);
        var (condition, step, state) = (parts[0].ToOp(), parts[1].ToOp(), parts[2]);
        while (CallWith(condition, state).ToBool()) state = CallWith(step, state);
        return state;
    }

    /// <summary>Of a map the items are its names (decision 0011).</summary>
    private State ForEach(ReferenceFrame frame, ForEachRef loop)
    {
        var parts = AtOnce(
            () => Inline(frame, loop.Items) is var items && items.As<TupleState>() is not null
                ? items : State.Tuple([.. items.ToMap().Keys.Select(k => State.Of(k.Text))]),
            () => State.Of(Inline(frame, loop.Op).ToOp()));
        foreach (var item in parts[0].As<TupleState>()!.Items)
            CallWith(parts[1].ToOp(), item, loop.ItemName);
        return State.None;
    }

    private Closure Capture(ReferenceFrame frame, IEnumerable<string> names, OpDef op)
    {
        var states = AtOnce(names.Select(frame.Later));
        return new Closure(ReferenceStates.Map(names.Select(Id.Of).Zip(states)).ToMap(), op);
    }

    private State Request(ReferenceFrame frame, OpRef call)
    {
        var (verb, parts, subject) = (call.Verb, call.Children, call.Subject as IdSubject);
        var states = AtOnce(
            () => subject is not null ? frame.Read(subject.Name.Text)
                : State.Of(new ClusterRef(((LinkSubject)call.Subject).Link)),
            () => verb == Verb.Post ? State.None : PlainValue.Of(Inline(frame, parts[0])),
            () => verb is Verb.Put or Verb.Post ? Inline(frame, parts[^1]) : State.None);
        Attempt(() => states[1].ToKey());
        return new ReferenceRoutes(this, world, verb, states[1], states[2])
            .Route(states[0], subject?.Path ?? []);
    }
}
