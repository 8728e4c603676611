using System.Runtime.CompilerServices;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Intrinsics.Templates;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// The loop of tier 0. What is rare or slow stands in methods of its own, so that what is left of
/// the loop stays in the machine's registers.
/// </summary>
internal sealed class InterpreterLoop(PlanProgram program, OpConstants constants, Heat heat)
{
    /// <summary>
    /// Runs from `at` to the op's answer, or until it waits. Banks are as the program says.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal State Run(
        Frame frame, ref State arguments, ref Instruction at, ref long numbers, ref State states)
    {
        for (; ; at = ref Unsafe.Add(ref at, 1))
        {
            switch (at.Code)
            {
                case Opcode.Arg:
                    S(ref states, at.To) = S(ref arguments, at.Left);
                    if (S(ref states, at.To).IsUnset) return Missing(ref arguments, at);
                    break;
                case Opcode.GuardBool:
                    if (!S(ref arguments, at.Left).Is(NumberClass.Bool))
                        return constants.Divert(frame, ref arguments);
                    N(ref numbers, at.To) = S(ref arguments, at.Left).Bits;
                    break;
                case Opcode.GuardI64:
                    if (!S(ref arguments, at.Left).Is(NumberClass.I64))
                        return constants.Divert(frame, ref arguments);
                    N(ref numbers, at.To) = S(ref arguments, at.Left).Bits;
                    break;
                case Opcode.GuardF64:
                    if (!S(ref arguments, at.Left).Is(NumberClass.F64))
                        return constants.Divert(frame, ref arguments);
                    N(ref numbers, at.To) = S(ref arguments, at.Left).Bits;
                    break;
                case Opcode.GuardC64:
                    if (!S(ref arguments, at.Left).IsC64)
                        return constants.Divert(frame, ref arguments);
                    S(ref states, at.To) = S(ref arguments, at.Left);
                    break;
                case Opcode.Guard:
                    if (!constants.Admits(ref arguments, at.Left))
                        return constants.Divert(frame, ref arguments);
                    break;
                case Opcode.Entries:
                    if (constants.Entries(ref arguments, at.Left) is not { } entries)
                        return constants.Divert(frame, ref arguments);
                    S(ref states, at.To) = State.OfItems(entries);
                    break;
                case Opcode.Entry:
                    S(ref states, at.To) = S(ref states, at.Left).AsItems[at.Extra];
                    break;
                case Opcode.EntryC64:
                    S(ref states, at.To) = S(ref states, at.Left).AsItems[at.Extra];
                    if (!S(ref states, at.To).IsC64)
                        return constants.Divert(frame, ref arguments);
                    break;
                case Opcode.EntryBool:
                    if (!TryEntry(ref states, at, NumberClass.Bool, out N(ref numbers, at.To)))
                        return constants.Divert(frame, ref arguments);
                    break;
                case Opcode.EntryI64:
                    if (!TryEntry(ref states, at, NumberClass.I64, out N(ref numbers, at.To)))
                        return constants.Divert(frame, ref arguments);
                    break;
                case Opcode.EntryF64:
                    if (!TryEntry(ref states, at, NumberClass.F64, out N(ref numbers, at.To)))
                        return constants.Divert(frame, ref arguments);
                    break;
                case Opcode.LoadState:
                    S(ref states, at.To) = program.Literals[at.Extra];
                    break;
                case Opcode.LoadNumber:
                    N(ref numbers, at.To) = program.Literals[at.Extra].Bits;
                    break;
                case Opcode.CopyState:
                    S(ref states, at.To) = S(ref states, at.Left);
                    break;
                case Opcode.CopyNumber:
                    N(ref numbers, at.To) = N(ref numbers, at.Left);
                    break;
                case Opcode.BoxBool:
                    S(ref states, at.To) = State.Of(N(ref numbers, at.Left) != 0);
                    break;
                case Opcode.BoxI64:
                    S(ref states, at.To) = State.Of(N(ref numbers, at.Left));
                    break;
                case Opcode.BoxF64:
                    S(ref states, at.To) = State.Of(F(ref numbers, at.Left));
                    break;
                case Opcode.Unbox:
                    N(ref numbers, at.To) = S(ref states, at.Left).Bits;
                    break;
                case Opcode.Widen:
                    F(ref numbers, at.To) = N(ref numbers, at.Left);
                    break;
                case Opcode.AddI64:
                    if (!Integers.TryAdd(ref numbers, at)) return Overflow(at.Place);
                    break;
                case Opcode.SubI64:
                    if (!Integers.TrySubtract(ref numbers, at)) return Overflow(at.Place);
                    break;
                case Opcode.MulI64:
                    if (!Integers.TryMultiply(ref numbers, at)) return Overflow(at.Place);
                    break;
                case Opcode.DivI64:
                    if (N(ref numbers, at.Right) == 0) return ZeroDivisor(at.Place);
                    if (!Integers.TryDivide(ref numbers, at)) return Overflow(at.Place);
                    break;
                case Opcode.ModI64:
                    if (N(ref numbers, at.Right) == 0) return ZeroDivisor(at.Place);
                    Integers.Remainder(ref numbers, at);
                    break;
                case Opcode.LtI64:
                    N(ref numbers, at.To) =
                        N(ref numbers, at.Left) < N(ref numbers, at.Right) ? 1 : 0;
                    break;
                case Opcode.LeI64:
                    N(ref numbers, at.To) =
                        N(ref numbers, at.Left) <= N(ref numbers, at.Right) ? 1 : 0;
                    break;
                case Opcode.GtI64:
                    N(ref numbers, at.To) =
                        N(ref numbers, at.Left) > N(ref numbers, at.Right) ? 1 : 0;
                    break;
                case Opcode.GeI64:
                    N(ref numbers, at.To) =
                        N(ref numbers, at.Left) >= N(ref numbers, at.Right) ? 1 : 0;
                    break;
                case Opcode.EqI64:
                    N(ref numbers, at.To) =
                        N(ref numbers, at.Left) == N(ref numbers, at.Right) ? 1 : 0;
                    break;
                case Opcode.NeI64:
                    N(ref numbers, at.To) =
                        N(ref numbers, at.Left) != N(ref numbers, at.Right) ? 1 : 0;
                    break;
                case Opcode.AddF64:
                    F(ref numbers, at.To) = F(ref numbers, at.Left) + F(ref numbers, at.Right);
                    break;
                case Opcode.SubF64:
                    F(ref numbers, at.To) = F(ref numbers, at.Left) - F(ref numbers, at.Right);
                    break;
                case Opcode.MulF64:
                    F(ref numbers, at.To) = F(ref numbers, at.Left) * F(ref numbers, at.Right);
                    break;
                case Opcode.DivF64:
                    if (F(ref numbers, at.Right) == 0) return ZeroDivisor(at.Place);
                    F(ref numbers, at.To) =
                        F(ref numbers, at.Left) / F(ref numbers, at.Right);
                    break;
                case Opcode.ModF64:
                    if (F(ref numbers, at.Right) == 0) return ZeroDivisor(at.Place);
                    F(ref numbers, at.To) =
                        F(ref numbers, at.Left) % F(ref numbers, at.Right);
                    break;
                case Opcode.LtF64:
                    N(ref numbers, at.To) =
                        F(ref numbers, at.Left) < F(ref numbers, at.Right) ? 1 : 0;
                    break;
                case Opcode.LeF64:
                    N(ref numbers, at.To) =
                        F(ref numbers, at.Left) <= F(ref numbers, at.Right) ? 1 : 0;
                    break;
                case Opcode.GtF64:
                    N(ref numbers, at.To) =
                        F(ref numbers, at.Left) > F(ref numbers, at.Right) ? 1 : 0;
                    break;
                case Opcode.GeF64:
                    N(ref numbers, at.To) =
                        F(ref numbers, at.Left) >= F(ref numbers, at.Right) ? 1 : 0;
                    break;
                case Opcode.EqF64:
                    N(ref numbers, at.To) =
                        F(ref numbers, at.Left) == F(ref numbers, at.Right) ? 1 : 0;
                    break;
                case Opcode.NeF64:
                    N(ref numbers, at.To) =
                        F(ref numbers, at.Left) != F(ref numbers, at.Right) ? 1 : 0;
                    break;
                case Opcode.Not:
                    N(ref numbers, at.To) = N(ref numbers, at.Left) ^ 1;
                    break;
                case Opcode.And:
                    N(ref numbers, at.To) = N(ref numbers, at.Left) & N(ref numbers, at.Right);
                    break;
                case Opcode.Or:
                    N(ref numbers, at.To) = N(ref numbers, at.Left) | N(ref numbers, at.Right);
                    break;
                case Opcode.Invoke:
                    S(ref states, at.To) = program.Bodies[at.Extra](
                        S(ref states, at.Left), S(ref states, at.Right));
                    if (S(ref states, at.To).IsFault) return Blame(S(ref states, at.To), at.Place);
                    break;
                case Opcode.Apply:
                    if (program.Apply(at.Extra, ref numbers, ref states) is { } refusal)
                        return Blame(refusal, at.Place);
                    break;
                case Opcode.Function:
                    if (program.Call(frame, at.Extra, ref numbers, ref states) is { } failure)
                        return Blame(failure, at.Place);
                    break;
                case Opcode.Tuple:
                    S(ref states, at.To) = PlanBodies.Tuple(Items(ref states, at));
                    if (S(ref states, at.To).IsFault) return Blame(S(ref states, at.To), at.Place);
                    break;
                case Opcode.Map:
                    S(ref states, at.To) = PlanBodies.Map(
                        program.Literals[at.Extra], Items(ref states, at));
                    if (S(ref states, at.To).IsFault) return Blame(S(ref states, at.To), at.Place);
                    break;
                case Opcode.Fill:
                    S(ref states, at.To) = TemplateFill.FillMany(
                        program.Literals[at.Extra], Items(ref states, at));
                    if (S(ref states, at.To).IsFault) return Blame(S(ref states, at.To), at.Place);
                    break;
                case Opcode.Items:
                    S(ref states, at.To) = State.OfItems(S(ref states, at.Left).AsItems);
                    break;
                case Opcode.NextState:
                    if (!TryNext(ref numbers, ref states, at, out S(ref states, at.To)))
                        at = ref Unsafe.Add(ref at, at.Extra);
                    break;
                case Opcode.NextNumber:
                    if (TryNext(ref numbers, ref states, at, out var number))
                        N(ref numbers, at.To) = number.Bits;
                    else at = ref Unsafe.Add(ref at, at.Extra);
                    break;
                case Opcode.Room:
                    S(ref states, at.To) =
                        State.OfItems(new State[S(ref states, at.Left).AsItems.Length]);
                    break;
                case Opcode.Append:
                    S(ref states, at.To).AsItems[N(ref numbers, at.Right)++] =
                        S(ref states, at.Left);
                    break;
                case Opcode.Pack:
                    S(ref states, at.To) = PlanBodies.Pack(
                        S(ref states, at.Left).AsItems, N(ref numbers, at.Right));
                    if (S(ref states, at.To).IsFault) return Blame(S(ref states, at.To), at.Place);
                    break;
                case Opcode.Begin:
                    Begin(frame, ref states, at);
                    break;
                case Opcode.Wait:
                    if (!frame.Ready(at.Left))
                        return Suspend(frame, ref arguments, at.Extra, ref numbers, ref states);
                    S(ref states, at.To) = frame.Take(at.Left);
                    if (S(ref states, at.To).IsFault) return Blame(S(ref states, at.To), at.Place);
                    break;
                case Opcode.Branch:
                    if (N(ref numbers, at.Left) == 0) at = ref Unsafe.Add(ref at, at.To);
                    break;
                case Opcode.Jump:
                    at = ref Unsafe.Add(ref at, at.To);
                    break;
                case Opcode.Loop:
                    if (heat.AtLoop() is { } better)
                    {
                        return GoOn(
                            frame, ref arguments, (better, at.Extra), ref numbers, ref states);
                    }

                    at = ref Unsafe.Add(ref at, at.To);
                    break;
                case Opcode.Switch:
                    at = ref Unsafe.Add(ref at, Target(N(ref numbers, at.Left), at));
                    break;
                case Opcode.Use:
                    frame.Fuel -= at.Extra;
                    break;
                case Opcode.Charge:
                    if (!frame.Charge(at.Extra)) return Blame(frame.Spent, at.Place);
                    break;
                case Opcode.Weigh:
                    if (!frame.Charge(Units(ref states, at))) return Blame(frame.Spent, at.Place);
                    break;
                case Opcode.Fail:
                    return Blame(program.Literals[at.Extra], at.Place);
                case Opcode.ReturnState:
                    return S(ref states, at.Left);
                case Opcode.ReturnBool:
                    return State.Of(N(ref numbers, at.Left) != 0);
                case Opcode.ReturnI64:
                    return State.Of(N(ref numbers, at.Left));
                case Opcode.ReturnF64:
                    return State.Of(F(ref numbers, at.Left));
            }
        }
    }

    private static ref long N(ref long numbers, int place) => ref Unsafe.Add(ref numbers, place);

    private static ref double F(ref long numbers, int place) =>
        ref Unsafe.As<long, double>(ref Unsafe.Add(ref numbers, place));

    private static ref State S(ref State states, int place) => ref Unsafe.Add(ref states, place);

    private static bool TryEntry(
        ref State states, in Instruction at, NumberClass wanted, out long bits)
    {
        ref readonly var entry = ref S(ref states, at.Left).AsItems[at.Extra];
        bits = entry.Bits;
        return entry.Is(wanted);
    }

    private static bool TryNext(
        ref long numbers, ref State states, in Instruction at, out State item)
    {
        var items = S(ref states, at.Left).AsItems;
        ref var index = ref N(ref numbers, at.Right);
        var isThere = index < items.Length;
        item = isThere ? items[index++] : default;
        return isThere;
    }

    private int Units(ref State states, in Instruction at)
    {
        var weight = (long)at.Extra;
        foreach (var place in program.Lists[at.Left]) weight += S(ref states, place).Weight;
        return 1 + (int)(weight >> WeighStep.UnitShift);
    }

    private State[] Items(ref State states, in Instruction at)
    {
        var places = program.Lists[at.Left];
        var items = new State[places.Length];
        for (var i = 0; i < places.Length; i++) items[i] = S(ref states, places[i]);
        return items;
    }

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

    private State Suspend(
        Frame frame, ref State arguments, int point, ref long numbers, ref State states)
    {
        program.Save(frame, ref numbers, ref states);
        frame.Suspend(point, ref arguments);
        return State.None;
    }

    /// <summary>In the middle of a loop: the rest of the op runs in emitted code.</summary>
    private State GoOn(
        Frame frame, ref State arguments, (OpConstants Op, int Point) at, ref long numbers,
        ref State states)
    {
        frame.GoOn(at.Op, at.Point);
        program.Save(frame, ref numbers, ref states);
        return at.Op.Body!(frame, ref arguments);
    }

    /// <summary>Where a switch goes; to its first case, where the number has none.</summary>
    private int Target(long selector, in Instruction at)
    {
        var cases = program.Lists[at.Extra];
        return cases[(ulong)selector < (ulong)cases.Length ? (int)selector : 0];
    }

    private State Missing(ref State arguments, in Instruction at) =>
        Blame(constants.Missing(ref arguments, at.Left), at.Place);

    private State Overflow(int place) => Blame(State.Of(ArithmeticFaults.Overflow), place);

    private State ZeroDivisor(int place) => Blame(State.Of(ArithmeticFaults.ZeroDivisor), place);

    private State Blame(State fault, int place) => constants.Blame(fault, place);
}
