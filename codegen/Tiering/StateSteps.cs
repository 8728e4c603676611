using System.Runtime.CompilerServices;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Intrinsics.Templates;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// The steps of tier 0 that handle whole states, and its ends. Each that makes a state is a method
/// of its own, so that the others need no room for it.
/// </summary>
internal sealed class StateSteps(PlanProgram program, OpConstants constants)
{
    /// <summary>Instead of where to go on: the op has ended, or waits.</summary>
    internal const int Ended = int.MinValue;

    /// <summary>
    /// Runs a step. Returns how many instructions to pass over; or Ended, and the op's answer.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal (int Next, State Answer) Run(
        in Activation call, in Instruction at, ref long numbers, ref State states)
    {
        switch (at.Code)
        {
            case Opcode.GuardC64:
                if (!S(ref call.Arguments, at.Left).IsC64) return (Ended, Divert(call));
                Complexes.At(ref numbers, at.To) = S(ref call.Arguments, at.Left).AsC64;
                return default;
            case Opcode.Guard:
                if (!constants.Admits(ref call.Arguments, at.Left))
                    return (Ended, Divert(call));
                return default;
            case Opcode.Entries:
                if (constants.Entries(ref call.Arguments, at.Left) is null)
                    return (Ended, Divert(call));
                S(ref states, at.To) = S(ref call.Arguments, at.Left);
                return default;
            case Opcode.NextState:
                return (NextState(at, ref numbers, ref states), default);
            case Opcode.NextC64:
                return (NextC64(at, ref numbers, ref states), default);
            case Opcode.Room:
                S(ref states, at.To) =
                    State.OfItems(new State[S(ref states, at.Left).AsItems.Length]);
                return default;
            case Opcode.Append:
                S(ref states, at.To).AsItems[Unsafe.Add(ref numbers, at.Right)++] =
                    S(ref states, at.Left);
                return default;
            case Opcode.Begin:
                Begin(call.Frame, ref states, at);
                return default;
            case Opcode.Wait when !call.Frame.Ready(at.Left):
                return (Ended, Suspend(call, at.Extra, ref numbers, ref states));
            case Opcode.ReturnC64:
                return (Ended, State.Of(Complexes.At(ref numbers, at.Left)));
        }

        if (TryMove(at, ref numbers, ref states)) return default;
        var made = Make(call.Frame, at, ref numbers, ref states);
        return made.IsFault ? (Ended, Blame(made, at.Place)) : default;
    }

    /// <summary>What an op comes to whose step at hand can't be done.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal State Failed(in Activation call, in Instruction at, ref long numbers)
    {
        if (at.Code is Opcode.GuardBool or Opcode.GuardI64 or Opcode.GuardF64) return Divert(call);
        var isOverflow = at.Code is Opcode.AddI64 or Opcode.SubI64 or Opcode.MulI64
            || (at.Code == Opcode.DivI64 && Unsafe.Add(ref numbers, at.Right) != 0);
        var fault = at.Code == Opcode.Fail ? program.Literals[at.Extra]
            : at.Code == Opcode.Arg ? constants.Missing(ref call.Arguments, at.Left)
            : at.Code is Opcode.Charge or Opcode.Weigh ? call.Frame.Spent
            : State.Of(isOverflow ? ArithmeticFaults.Overflow : ArithmeticFaults.ZeroDivisor);
        return Blame(fault, at.Place);
    }

    /// <summary>In the middle of a loop: the rest of the op runs in emitted code.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal State GoOn(
        in Activation call, (OpConstants Op, int Point) at, ref long numbers, ref State states)
    {
        call.Frame.GoOn(at.Op, at.Point);
        program.Save(call.Frame, ref numbers, ref states);
        return at.Op.Body!(call.Frame, ref call.Arguments);
    }

    /// <summary>The fuel that a step takes by the weight of states.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal int Units(ref State states, in Instruction at)
    {
        var weight = (long)at.Extra;
        foreach (var place in program.Lists[at.Left]) weight += S(ref states, place).Weight;
        return 1 + (int)(weight >> WeighStep.UnitShift);
    }

    private static ref State S(ref State states, int place) => ref Unsafe.Add(ref states, place);

    /// <summary>Moves a state or a complex number; false where the step does more.</summary>
    private bool TryMove(in Instruction at, ref long numbers, ref State states)
    {
        switch (at.Code)
        {
            case Opcode.EntryC64:
                Complexes.At(ref numbers, at.To) =
                    S(ref states, at.Left).AsItems[at.Extra].AsC64;
                return true;
            case Opcode.LoadC64:
                Complexes.At(ref numbers, at.To) = program.Literals[at.Extra].AsC64;
                return true;
            case Opcode.BoxBool:
                S(ref states, at.To) = State.Of(Unsafe.Add(ref numbers, at.Left) != 0);
                return true;
            case Opcode.BoxI64:
                S(ref states, at.To) = State.Of(Unsafe.Add(ref numbers, at.Left));
                return true;
            case Opcode.BoxF64:
                S(ref states, at.To) = State.Of(
                    BitConverter.Int64BitsToDouble(Unsafe.Add(ref numbers, at.Left)));
                return true;
            case Opcode.BoxC64:
                S(ref states, at.To) = State.Of(Complexes.At(ref numbers, at.Left));
                return true;
            case Opcode.UnboxC64:
                Complexes.At(ref numbers, at.To) = S(ref states, at.Left).AsC64;
                return true;
            case Opcode.Items:
                S(ref states, at.To) = S(ref states, at.Left);
                return true;
        }

        return false;
    }

    /// <summary>Makes a state and keeps it; returns it, or the fault that came instead.</summary>
    private State Make(Frame frame, in Instruction at, ref long numbers, ref State states)
    {
        ref var to = ref S(ref states, at.To);
        switch (at.Code)
        {
            case Opcode.Apply:
                return program.Apply(at.Extra, ref numbers, ref states) ?? default;
            case Opcode.Function:
                return program.Call(frame, at.Extra, ref numbers, ref states) ?? default;
            case Opcode.Invoke:
                to = program.Bodies[at.Extra](S(ref states, at.Left), S(ref states, at.Right));
                break;
            case Opcode.Tuple:
                to = PlanBodies.Tuple(Items(ref states, at));
                break;
            case Opcode.Map:
                to = PlanBodies.Map(program.Literals[at.Extra], Items(ref states, at));
                break;
            case Opcode.Fill:
                to = TemplateFill.FillMany(program.Literals[at.Extra], Items(ref states, at));
                break;
            case Opcode.Pack:
                to = PlanBodies.Pack(
                    S(ref states, at.Left).AsItems, Unsafe.Add(ref numbers, at.Right));
                break;
            case Opcode.Wait:
                to = frame.Take(at.Left);
                break;
        }

        return to;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int NextState(in Instruction at, ref long numbers, ref State states)
    {
        var items = S(ref states, at.Left).AsItems;
        ref var index = ref Unsafe.Add(ref numbers, at.Right);
        if (index >= items.Length) return at.Extra;
        S(ref states, at.To) = items[index++];
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int NextC64(in Instruction at, ref long numbers, ref State states)
    {
        var items = S(ref states, at.Left).AsItems;
        ref var index = ref Unsafe.Add(ref numbers, at.Right);
        if (index >= items.Length) return at.Extra;
        Complexes.At(ref numbers, at.To) = items[index++].AsC64;
        return 0;
    }

    private State[] Items(ref State states, in Instruction at)
    {
        var places = program.Lists[at.Left];
        var items = new State[places.Length];
        for (var i = 0; i < places.Length; i++) items[i] = S(ref states, places[i]);
        return items;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Begin(Frame frame, ref State states, in Instruction at)
    {
        ref readonly var effect = ref program.Effects[at.Extra];
        var (subject, path) = (S(ref states, effect.Subject), effect.Path);
        var (key, value) = (S(ref states, effect.Key), S(ref states, effect.Value));
        switch (effect.Kind)
        {
            case EffectKind.Get:
                frame.Get(at.Left, subject, path, key);
                break;
            case EffectKind.Put:
                frame.Put(at.Left, subject, path, key, value);
                break;
            case EffectKind.Post:
                frame.Post(at.Left, subject, path, key);
                break;
            case EffectKind.Delete:
                frame.Delete(at.Left, subject, path, key);
                break;
            case EffectKind.Call:
                frame.Call(at.Left, subject, key);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private State Suspend(
        in Activation call, int point, ref long numbers, ref State states)
    {
        program.Save(call.Frame, ref numbers, ref states);
        call.Frame.Suspend(point, ref call.Arguments);
        return State.None;
    }

    private State Divert(in Activation call) =>
        constants.Divert(call.Frame, ref call.Arguments);

    private State Blame(State fault, int place) => constants.Blame(fault, place);
}
