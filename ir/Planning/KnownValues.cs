using System.Runtime.InteropServices;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>
/// What the registers hold where the plan is being written, by number: two registers with one
/// number hold the same state. So a call of the same states is found again.
/// <para>
/// Writes form a path from the plan's start, or the last loop's, to the step at hand. Where control
/// may come from elsewhere the path ends that it doesn't share: what was computed on it is
/// forgotten, and what was written on it may be anything. Where a loop begins so is everything.
/// </para>
/// </summary>
internal sealed class KnownValues
{
    /// <summary>Constants are kept in so many lists: numbers that no register has.</summary>
    private const int ConstantLists = 16;

    /// <summary>
    /// Calls of one receiver that are looked at: so many calls of it take no longer than their
    /// number.
    /// </summary>
    private const int MostLooks = 16;

    private const int Nowhere = -1;

    private static readonly object s_promotion = new();

    private readonly List<int> _numbers = [];
    private readonly List<int> _lastCallOf = [];
    private readonly List<Write> _writes = [];
    private int _last = Nowhere;

    /// <summary>Older numbers than this are forgotten.</summary>
    private int _oldest;

    internal KnownValues()
    {
        for (var i = 0; i < ConstantLists; i++) NewNumber();
        _oldest = ConstantLists;
    }

    /// <summary>
    /// The register that holds already what a call is to compute, or the promotion of a number, in
    /// the kind that it is to have; null where there is none.
    /// </summary>
    internal Register? Find(Step step)
    {
        if (step is LiteralStep || KeyOf(step) is not { } key) return null;
        if (Same(key) is not (>= 0 and var same)) return null;
        var found = _writes[same];
        return found.To.Kind == step.Destination!.Kind
            && NumberOf(found.To) == found.Number ? found.To : null;
    }

    /// <summary>The step was added: what it writes holds something else now.</summary>
    internal void Add(Step step)
    {
        foreach (var target in step.Targets) target.Known = Common(target.Known ?? _last);
        if (step.Moved is { } moved) Push(new Write(moved, NewNumber(), default));
        if (step.Destination is not { } to) return;
        if (step is MoveStep { From: var from } && !IsPromotion(from.Kind, to.Kind))
        {
            Push(new Write(to, NumberOf(from), default));
            return;
        }

        var key = KeyOf(step);
        if (key is { } known && Same(known) is >= 0 and var same)
            Push(new Write(to, _writes[same].Number, default));
        else Push(new Write(to, NewNumber(), key ?? default));
    }

    /// <summary>Control may come here from elsewhere.</summary>
    internal void Mark(Label label)
    {
        // Nothing has gone here yet, so something will come back: a loop.
        if (label.Known is not { } known) Forget();
        else EndPath(Common(known));
    }

    /// <summary>Nothing is known from here on.</summary>
    internal void Forget()
    {
        EndPath(Nowhere);
        _oldest = _lastCallOf.Count;
    }

    private static bool IsPromotion(RegisterKind from, RegisterKind to) =>
        from != to && from != RegisterKind.State && to != RegisterKind.State;

    private static bool AreSame(object one, object other) => ReferenceEquals(one, other)
        || (one is LiteralStep { Value: var left } && other is LiteralStep { Value: var right }
            && AreSame(left, right));

    /// <summary>Numbers by their class and bits, texts by their characters.</summary>
    private static bool AreSame(State left, State right) =>
        left.As<string>() is { } text ? right.As<string>() is { } other && text == other
        : left.Bits == right.Bits && ReferenceEquals(left.As<object>(), right.As<object>());

    private Key? KeyOf(Step step) => step switch
    {
        CallStep call => new Key(
            call.Method, call.Operands, NumberOf(call.Receiver),
            call.Argument is null ? Nowhere : NumberOf(call.Argument)),
        MoveStep move when IsPromotion(move.From.Kind, move.To.Kind) =>
            new Key(s_promotion, move.To.Kind, NumberOf(move.From), Nowhere),
        LiteralStep literal => new Key(
            literal, RegisterKind.State,
            (int)((ulong)(literal.Value.Bits * -7046029254386353131) >> 60), Nowhere),
        _ => null,
    };

    /// <summary>The write of the same computation; below 0 where there is none.</summary>
    private int Same(Key key)
    {
        var at = _lastCallOf[key.Receiver];
        for (var looks = 0; at >= 0 && looks < MostLooks; looks++)
        {
            ref readonly var write = ref CollectionsMarshal.AsSpan(_writes)[at];
            if (write.Key.Argument == key.Argument && write.Key.Kind == key.Kind
                && AreSame(write.Key.What!, key.What!)) return at;
            at = write.Next;
        }

        return Nowhere;
    }

    private void Push(Write write)
    {
        var at = _writes.Count;
        write.Before = _last;
        if (write.Key.What is not null)
        {
            write.Next = _lastCallOf[write.Key.Receiver];
            _lastCallOf[write.Key.Receiver] = at;
        }

        _writes.Add(write);
        _last = at;
        SetNumber(write.To, write.Number);
    }

    /// <summary>The last write that both this path and one that was left have in common.</summary>
    private int Common(int known)
    {
        while (known >= 0 && _writes[known].HasEnded) known = _writes[known].Before;
        return known;
    }

    private void EndPath(int last)
    {
        for (; _last != last; _last = _writes[_last].Before)
        {
            ref var write = ref CollectionsMarshal.AsSpan(_writes)[_last];
            write.HasEnded = true;
            if (write.Key.What is not null) _lastCallOf[write.Key.Receiver] = write.Next;
            SetNumber(write.To, NewNumber());
        }
    }

    private int NumberOf(Register register)
    {
        if (register.Index < _numbers.Count && _numbers[register.Index] >= _oldest)
            return _numbers[register.Index];
        var number = NewNumber();
        SetNumber(register, number);
        return number;
    }

    private void SetNumber(Register register, int number)
    {
        while (_numbers.Count <= register.Index) _numbers.Add(Nowhere);
        _numbers[register.Index] = number;
    }

    private int NewNumber()
    {
        _lastCallOf.Add(Nowhere);
        return _lastCallOf.Count - 1;
    }

    /// <summary>A call of a method, a promotion to a kind, or a constant.</summary>
    private readonly record struct Key(
        object? What, RegisterKind Kind, int Receiver, int Argument);

    private record struct Write(Register To, int Number, Key Key)
    {
        internal int Before { get; set; }

        internal int Next { get; set; }

        internal bool HasEnded { get; set; }
    }
}
