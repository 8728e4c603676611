using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// One call of an op: the effects it began, and where it is. All that a body knows of the runtime,
/// besides its <see cref="OpConstants"/>. The contract of the body seam:
/// <list type="number">
/// <item>A body runs from <see cref="Point"/> and returns a state or a fault; or it calls Suspend,
/// and what it returns then means nothing. It never blocks, awaits, or throws.</item>
/// <item>A body that begins effects calls Enter first. One that begins none leaves no trace in its
/// frame, which is at once free for another call.</item>
/// <item>The verbs (Get, Put, Post, Delete, Call) record an effect in a slot and return at once;
/// the effect may be complete by then.</item>
/// <item>Once suspended, the runner awaits what was begun, then calls the body again; the body
/// re-checks <see cref="Ready"/>.</item>
/// <item>What lives across a wait lives in the frame (Save, Load); the evaluation stack is empty
/// between steps.</item>
/// <item>IL mentions only primitives, members of Frame, OpConstants and State, and static bodies of
/// intrinsics, so one emitter serves every sink and a bundle needs no live object.</item>
/// </list>
/// </summary>
public sealed class Frame
{
    /// <summary>
    /// What a call of a function costs: what it costs to send the call to its link, and to run the
    /// op that is found there.
    /// </summary>
    public const int FunctionFuel = 2;

    private readonly CallContext _context;
    private OpConstants? _op;
    private EffectSlot[] _slots = [];
    private State[] _saved = [];
    private State[] _arguments = [];
    private bool _isInOrder;
    private int _awaited;
    private int _functions;
    private Fault? _failure;
    private State _failed;
    private OpConstants? _unit;

    internal Frame(CallContext context) => _context = context;

    /// <summary>Where to go on: 0 at first, later what Suspend was given.</summary>
    public int Point { get; private set; }

    /// <summary>The fault of a budget that is spent.</summary>
    public State Spent
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => State.Of(_context.Budget.Spent!);
    }

    /// <summary>The body waits for an effect; it is to be called again.</summary>
    internal bool IsWaiting { get; private set; }

    /// <summary>Whether the body waits, or left effects under way.</summary>
    internal bool IsBusy => _op is not null && (IsWaiting || HasPending());

    /// <summary>Makes room for the op's effects.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Enter(OpConstants op)
    {
        _op = op;
        if (_slots.Length < op.SlotPlaces.Length) _slots = new EffectSlot[op.SlotPlaces.Length];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Get(int slot, State subject, State path, State key)
    {
        if (!GoesOn(slot)) return;
        // An object's methods are the op's own, and may write: nothing overlaps with them.
        _isInOrder |= subject.As<ClusterRef>() is null;
        Begin(slot, _isInOrder && HasPending() ? GetBehind([.. Pending()], subject, path, key)
            : Dispatch.Get(_context, subject, Path(path), key));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Put(int slot, State subject, State path, State key, State value)
    {
        if (GoesOn(slot)) Begin(slot, Dispatch.Put(_context, subject, Path(path), (key, value)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Post(int slot, State subject, State path, State parameters)
    {
        if (GoesOn(slot)) Begin(slot, Dispatch.Post(_context, subject, Path(path), parameters));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Delete(int slot, State subject, State path, State key)
    {
        if (GoesOn(slot)) Begin(slot, Dispatch.Delete(_context, subject, Path(path), key));
    }

    /// <summary>Calls an op or a closure with a state, as `while` does.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Call(int slot, State callee, State state)
    {
        if (GoesOn(slot)) Begin(slot, OpCalls.CallWith(_context, callee, state));
    }

    /// <summary>Whether the slot's effect is complete.</summary>
    public bool Ready(int slot)
    {
        _awaited = slot;
        return _slots[slot].IsReady;
    }

    /// <summary>What a complete effect produced: a state or a fault.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public State Take(int slot) => _slots[slot].Take();

    /// <summary>
    /// What is left of the budget's slice, for a body that counts for itself and gives it back.
    /// </summary>
    public long Fuel
    {
        get => _context.Budget.Slice;
        set => _context.Budget.Slice = value;
    }

    /// <summary>Fuel charged so far.</summary>
    public long Used => _context.Budget.Charged;

    /// <summary>Forgets what was used since: the same is going to be done again.</summary>
    internal void Rewind(long used)
    {
        _failure = null;
        _context.Budget.Rewind(used);
    }

    /// <summary>A new slice for one that is used up; negative if the budget is spent.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public long Refill(long fuel)
    {
        _context.Budget.Slice = fuel;
        return _context.Budget.Charge(0) ? _context.Budget.Slice : -1;
    }

    /// <summary>
    /// Before a call of a function of the op: its fuel stands in <see cref="Left"/> while it runs.
    /// </summary>
    public void Lend(OpConstants unit)
    {
        _unit = unit;
        Left = _context.Budget.Slice;
    }

    /// <summary>After that call.</summary>
    public void Settle() => _context.Budget.Slice = Left;

    /// <summary>What functions that run know of their op.</summary>
    public OpConstants Unit => _unit!;

    /// <summary>What is left of the budget's slice while functions run.</summary>
    public long Left { get; set; }

    /// <summary>How many ops may be waiting for one another from here on.</summary>
    public long Room => Limits.CallDepth - _context.Depth;

    /// <summary>
    /// Whether a function may begin, with so much room; else it has failed. There may be less stack
    /// than room: the call may have come in on a thread that was deep already. A call that is too
    /// deep is refused before it is paid for in full.
    /// </summary>
    public bool MayBegin(long room)
    {
        if (room > 0 && RuntimeHelpers.TryEnsureSufficientExecutionStack()) return true;
        Left += FunctionFuel - 1;
        _failure = Fault.Limit("depth of calls", Limits.CallDepth);
        return false;
    }

    /// <summary>
    /// The same for one whose op runs again where it fails: it and all that it calls end at once,
    /// for they find no fuel.
    /// </summary>
    public bool MayNest(long room)
    {
        if (_failure is not null) return false;
        if (room > 0 && RuntimeHelpers.TryEnsureSufficientExecutionStack()) return true;
        _failure = Fault.Limit("depth of calls", Limits.CallDepth);
        return false;
    }

    /// <summary>
    /// Such a function's new slice for one that is used up; negative if there is none, or if one
    /// has failed.
    /// </summary>
    public long Renew(long fuel)
    {
        if (_failure is not null) return -1;
        var slice = Refill(fuel);
        if (slice < 0) _failure = _context.Budget.Spent;
        return slice;
    }

    /// <summary>Takes fuel while functions run; where there is none, it has failed.</summary>
    public bool TryTake(int units)
    {
        Left -= units;
        return Left >= 0 || Refuel();
    }

    /// <summary>A new slice for functions to use; where there is none, it has failed.</summary>
    public bool Refuel()
    {
        Left = Refill(Left);
        if (Left >= 0) return true;
        _failure = _context.Budget.Spent;
        return false;
    }

    /// <summary>The same for an interpreted function: fuel and depth are counted here.</summary>
    public bool TryBegin()
    {
        if (!_context.Budget.Charge(FunctionFuel))
        {
            _failure = _context.Budget.Spent;
            return false;
        }

        if (Room > _functions && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _functions++;
            return true;
        }

        _context.Budget.Charge(1 - FunctionFuel);
        _failure = Fault.Limit("depth of calls", Limits.CallDepth);
        return false;
    }

    /// <summary>Ends an interpreted function.</summary>
    public void End() => _functions--;

    /// <summary>The function that was called has failed.</summary>
    public bool IsFailed => _failure is not null;

    /// <summary>Ends a function with a fault: what it returns then means nothing.</summary>
    public void Fail(State fault) => _failure = fault.As<Fault>();

    /// <summary>The fault of the function that was called: its caller's from here on.</summary>
    public State TakeFailure()
    {
        var fault = State.Of(_failure!);
        _failure = null;
        return fault;
    }

    /// <summary>Takes fuel; false when the budget is spent, and then the op must end.</summary>
    public bool Charge(int units) => _context.Budget.Charge(units);

    /// <summary>Keeps a register over a wait.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Save(int register, State value)
    {
        if (_saved.Length < _op!.Registers) _saved = new State[_op.Registers];
        _saved[register] = value;
    }

    /// <summary>A register kept by Save.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public State Load(int register) => _saved[register];

    /// <summary>Says where to go on when what is pending has completed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Suspend(int point, ref State arguments)
    {
        if (Point == 0)
        {
            _arguments = MemoryMarshal.CreateReadOnlySpan(ref arguments, _op!.InputCount)
                .ToArray();
        }

        Point = point;
        IsWaiting = true;
    }

    /// <summary>
    /// Lets another body of the same op go on at a point, with the registers saved: emitted code,
    /// in a loop that an interpreter began. That body sets the point back to 0 as it goes on.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void GoOn(OpConstants op, int point)
    {
        Enter(op);
        Point = point;
    }

    /// <summary>Calls a suspended body again.</summary>
    internal State Resume()
    {
        IsWaiting = false;
        return _op!.Body!(this, ref MemoryMarshal.GetArrayDataReference(_arguments));
    }

    /// <summary>
    /// What the op came to, once every effect has ended. Of several faults it is the first in the
    /// program's order, though an effect that began before another step failed may end after it.
    /// </summary>
    internal State Outcome(State result) =>
        _op is not null && result.IsFault ? EarliestFault(_op, result) : result;

    /// <summary>Completes when the effect that the body waits for has.</summary>
    internal ValueTask SettleAwaited() => Settle(_awaited);

    /// <summary>Completes when every effect has: none outlives its op.</summary>
    internal async ValueTask SettleAll()
    {
        for (var i = 0; i < _slots.Length; i++) await Settle(i).ConfigureAwait(false);
    }

    /// <summary>Makes the frame as new.</summary>
    internal void Clear()
    {
        if (_op is null) return;
        _op = null;
        _failed = default;
        _isInOrder = false;
        Point = 0;
        _arguments = [];
        Array.Clear(_slots);
        Array.Clear(_saved);
    }

    /// <summary>
    /// Where an effect has failed at its begin, the op is as good as over, and begins no other: so
    /// it takes the fuel that it takes where each is waited for before the next.
    /// </summary>
    private bool GoesOn(int slot)
    {
        if (!_failed.IsFault) return true;
        _slots[slot].Begin(new ValueTask<State>(_failed));
        return false;
    }

    private void Begin(int slot, ValueTask<State> effect)
    {
        _slots[slot].Begin(effect);
        if (_slots[slot] is { IsReady: true, IsFailed: true } failed) _failed = failed.Result;
    }

    /// <summary>The same where what was begun before has ended well; else its fault.</summary>
    private async ValueTask<State> GetBehind(
        Task<State>[] before, State subject, State path, State key)
    {
        foreach (var effect in before)
        {
            if (await effect.ConfigureAwait(false) is { IsFault: true } fault) return fault;
        }

        return await Dispatch.Get(_context, subject, Path(path), key).ConfigureAwait(false);
    }

    private IEnumerable<Task<State>> Pending() =>
        _slots.Select(slot => slot.Pending).OfType<Task<State>>();

    private bool HasPending() => Array.Exists(_slots, slot => !slot.IsReady);

    private async ValueTask Settle(int slot)
    {
        if (_slots[slot].Pending is not { } effect) return;
        var result = await effect.ConfigureAwait(false);
        _slots[slot].Complete(result);
    }

    /// <summary>
    /// Slots are in the program's order. One whose fault was taken is what ended the op; one before
    /// it that failed unseen should have. What only says that the transaction had failed before
    /// (O6) stands behind all that may have made it fail.
    /// </summary>
    private State EarliestFault(OpConstants op, State result)
    {
        var first = Array.FindIndex(_slots, slot => slot.IsFailed && !slot.IsEcho);
        if (first < 0 && result.As<Fault>() is { IsEcho: true })
            first = Array.FindIndex(_slots, slot => slot.IsFailed);
        return first < 0 || _slots[first].IsTaken
            ? result : op.Blame(_slots[first].Result, op.SlotPlaces[first]);
    }

    private static ImmutableArray<Id> Path(State path) => path.As<Link>()?.Path ?? [];
}
