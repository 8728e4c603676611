using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// One call of an op: its arguments, the effects it began, and where it is. All that emitted code
/// knows of the runtime. The contract of the body seam:
/// <list type="number">
/// <item>A body runs from <see cref="Point"/> and returns Done or Wait. It never blocks, awaits, or
/// throws for a user's mistake.</item>
/// <item>The verbs (Get, Put, Post, Delete, Call) record an effect in a slot and return at once;
/// the effect may be complete by then.</item>
/// <item>On Wait the runner awaits what was begun, then calls the body again; the body re-checks
/// <see cref="Ready"/>.</item>
/// <item>What lives across a wait lives in the frame (Save, Load); the evaluation stack is empty
/// between steps.</item>
/// <item>IL mentions only primitives, members of Frame and State, static bodies of intrinsics, and
/// Literal(i), so one emitter serves every sink and a bundle needs no live object.</item>
/// </list>
/// </summary>
public sealed class Frame
{
    private readonly CallContext _context;
    private readonly CompiledOp _op;
    private readonly State[] _arguments;
    private readonly State[] _saved;
    private readonly EffectSlot[] _slots;
    private State _result;
    private int _awaited;

    internal Frame(CallContext context, CompiledOp op, State[] arguments)
    {
        _context = context;
        _op = op;
        _arguments = arguments;
        _slots = op.Shape.Slots == 0 ? [] : new EffectSlot[op.Shape.Slots];
        _saved = op.Shape.Slots == 0 ? [] : new State[op.Shape.Registers];
    }

    /// <summary>Where to go on: 0 at first, later what Suspend was given.</summary>
    public int Point { get; private set; }

    /// <summary>
    /// What the op came to, once every effect has ended. Of several faults it is the first in the
    /// program's order, though an effect that began before another step failed may end after it.
    /// </summary>
    internal State Outcome => _result.IsFault ? EarliestFault() : _result;

    /// <summary>An input; a fault where the caller did not give it.</summary>
    public State Arg(int input)
    {
        ref readonly var argument = ref _arguments[input];
        return argument.IsUnset ? ArgumentBinder.Missing(_op, _arguments, input) : argument;
    }

    /// <summary>A constant of the op.</summary>
    public State Literal(int index) => _op.Shape.Literals[index];

    public void Get(int slot, State subject, State path, State key) =>
        _slots[slot].Begin(Dispatch.Get(_context, subject, Path(path), key));

    public void Put(int slot, State subject, State path, State key, State value) =>
        _slots[slot].Begin(Dispatch.Put(_context, subject, Path(path), (key, value)));

    public void Post(int slot, State subject, State path, State parameters) =>
        _slots[slot].Begin(Dispatch.Post(_context, subject, Path(path), parameters));

    public void Delete(int slot, State subject, State path, State key) =>
        _slots[slot].Begin(Dispatch.Delete(_context, subject, Path(path), key));

    /// <summary>Calls an op or a closure with a state, as `while` does.</summary>
    public void Call(int slot, State callee, State state) =>
        _slots[slot].Begin(OpCalls.CallWith(_context, callee, state));

    /// <summary>Whether the slot's effect is complete.</summary>
    public bool Ready(int slot)
    {
        _awaited = slot;
        return _slots[slot].IsReady;
    }

    /// <summary>What a complete effect produced: a state or a fault.</summary>
    public State Take(int slot) => _slots[slot].Take();

    /// <summary>Takes fuel; false when the budget is spent, and then the op has ended.</summary>
    public bool Charge(int units)
    {
        if (_context.Budget.Charge(units)) return true;
        _result = State.Of(_context.Budget.Spent!);
        return false;
    }

    /// <summary>Ends the op with a state.</summary>
    public BodyStatus Return(State state)
    {
        _result = state;
        return BodyStatus.Done;
    }

    /// <summary>
    /// Ends the op with a fault, blamed on a statement by its index, or on none (-1).
    /// </summary>
    public BodyStatus Fail(State fault, int statement)
    {
        _result = Blame(fault, statement);
        return BodyStatus.Done;
    }

    /// <summary>Keeps a register over a wait.</summary>
    public void Save(int register, State value) => _saved[register] = value;

    /// <summary>A register kept by Save.</summary>
    public State Load(int register) => _saved[register];

    /// <summary>Says where to go on when what is pending has completed.</summary>
    public BodyStatus Suspend(int point)
    {
        Point = point;
        return BodyStatus.Wait;
    }

    /// <summary>Whether an effect is under way.</summary>
    internal bool HasPending => Array.Exists(_slots, slot => !slot.IsReady);

    /// <summary>Completes when the effect that the body waits for has.</summary>
    internal ValueTask SettleAwaited() => Settle(_awaited);

    /// <summary>Completes when every effect has: none outlives its op.</summary>
    internal async ValueTask SettleAll()
    {
        for (var i = 0; i < _slots.Length; i++) await Settle(i).ConfigureAwait(false);
    }

    private async ValueTask Settle(int slot)
    {
        if (_slots[slot].Pending is not { } effect) return;
        var result = await effect.ConfigureAwait(false);
        _slots[slot].Complete(result);
    }

    /// <summary>
    /// Slots are in the program's order. One whose fault was taken is what ended the op; one before
    /// it that failed unseen should have.
    /// </summary>
    private State EarliestFault()
    {
        var first = Array.FindIndex(_slots, slot => slot.IsFailed);
        return first < 0 || _slots[first].IsTaken
            ? _result : Blame(_slots[first].Result, _op.Shape.SlotStatements[first]);
    }

    private State Blame(State fault, int statement)
    {
        var name = statement < 0 ? null : _op.Definition.Form[statement].Name;
        return name is null
            ? fault : State.Of(fault.As<Fault>()!.Within($"while resolving {name}"));
    }

    private static ImmutableArray<Id> Path(State path) => path.As<Link>()?.Path ?? [];
}
