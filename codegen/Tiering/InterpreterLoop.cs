using System.Runtime.CompilerServices;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// The loop of tier 0: what is done with unboxed numbers, and where to go next. Everything else is
/// a step of its own (<see cref="StateSteps"/>): each state that passed through here by value would
/// be a place on the stack to be cleared at every call, which took longer than a short op.
/// </summary>
internal sealed class InterpreterLoop(PlanProgram program, StateSteps steps, Heat heat)
{
    /// <summary>
    /// Runs from `at` to the op's answer, or until it waits. Banks are as the program says.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal State Run(
        in Activation call, ref Instruction at, ref long numbers, ref State states)
    {
        for (; ; at = ref Unsafe.Add(ref at, 1))
        {
            switch (at.Code)
            {
                case Opcode.Arg:
                    S(ref states, at.To) = S(ref call.Arguments, at.Left);
                    if (S(ref states, at.To).IsUnset) goto case Opcode.Fail;
                    break;
                case Opcode.GuardBool:
                    if (!S(ref call.Arguments, at.Left).Is(NumberClass.Bool)) goto case Opcode.Fail;
                    N(ref numbers, at.To) = S(ref call.Arguments, at.Left).Bits;
                    break;
                case Opcode.GuardI64:
                    if (!S(ref call.Arguments, at.Left).Is(NumberClass.I64)) goto case Opcode.Fail;
                    N(ref numbers, at.To) = S(ref call.Arguments, at.Left).Bits;
                    break;
                case Opcode.GuardF64:
                    if (!S(ref call.Arguments, at.Left).Is(NumberClass.F64)) goto case Opcode.Fail;
                    N(ref numbers, at.To) = S(ref call.Arguments, at.Left).Bits;
                    break;
                case Opcode.Entry:
                    S(ref states, at.To) = S(ref states, at.Left).AsItems[at.Extra];
                    break;
                case Opcode.EntryNumber:
                    N(ref numbers, at.To) = S(ref states, at.Left).AsItems[at.Extra].Bits;
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
                case Opcode.Unbox:
                    N(ref numbers, at.To) = S(ref states, at.Left).Bits;
                    break;
                case Opcode.Widen:
                    F(ref numbers, at.To) = N(ref numbers, at.Left);
                    break;
                case Opcode.AddI64:
                    if (!Integers.TryAdd(ref numbers, at)) goto case Opcode.Fail;
                    break;
                case Opcode.SubI64:
                    if (!Integers.TrySubtract(ref numbers, at)) goto case Opcode.Fail;
                    break;
                case Opcode.MulI64:
                    if (!Integers.TryMultiply(ref numbers, at)) goto case Opcode.Fail;
                    break;
                case Opcode.DivI64:
                    if (N(ref numbers, at.Right) == 0) goto case Opcode.Fail;
                    if (!Integers.TryDivide(ref numbers, at)) goto case Opcode.Fail;
                    break;
                case Opcode.ModI64:
                    if (N(ref numbers, at.Right) == 0) goto case Opcode.Fail;
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
                    if (F(ref numbers, at.Right) == 0) goto case Opcode.Fail;
                    F(ref numbers, at.To) =
                        F(ref numbers, at.Left) / F(ref numbers, at.Right);
                    break;
                case Opcode.ModF64:
                    if (F(ref numbers, at.Right) == 0) goto case Opcode.Fail;
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
                case Opcode.Complex:
                    if (!Complexes.TryRun(ref numbers, at)) goto case Opcode.Fail;
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
                case Opcode.NextNumber:
                    var items = S(ref states, at.Left).AsItems;
                    ref var index = ref N(ref numbers, at.Right);
                    if ((ulong)index < (ulong)items.Length)
                        N(ref numbers, at.To) = items[index++].Bits;
                    else at = ref Unsafe.Add(ref at, at.Extra);
                    break;
                case Opcode.Branch:
                    if (N(ref numbers, at.Left) == 0) at = ref Unsafe.Add(ref at, at.To);
                    break;
                case Opcode.BranchI64:
                    at = ref Decide(ref numbers, ref at, Relations.Holds(
                        at.Extra, N(ref numbers, at.Left), N(ref numbers, at.Right)));
                    break;
                case Opcode.BranchF64:
                    at = ref Decide(ref numbers, ref at, Relations.Holds(
                        at.Extra, F(ref numbers, at.Left), F(ref numbers, at.Right)));
                    break;
                case Opcode.Jump:
                    at = ref Unsafe.Add(ref at, at.To);
                    break;
                case Opcode.Loop:
                    if (heat.AtLoop() is { } better)
                    {
                        return steps.GoOn(
                            call, (better, at.Extra), ref numbers, ref states);
                    }

                    at = ref Unsafe.Add(ref at, at.To);
                    break;
                case Opcode.Switch:
                    at = ref Unsafe.Add(ref at, Target(N(ref numbers, at.Left), at));
                    break;
                case Opcode.Use:
                    call.Frame.Fuel -= at.Extra;
                    break;
                case Opcode.Charge:
                    if (!call.Frame.Charge(at.Extra)) goto case Opcode.Fail;
                    break;
                case Opcode.Weigh:
                    if (!call.Frame.Charge(steps.Units(ref states, at))) goto case Opcode.Fail;
                    break;
                case Opcode.ReturnState:
                    return S(ref states, at.Left);
                case Opcode.ReturnBool:
                    return State.Of(N(ref numbers, at.Left) != 0);
                case Opcode.ReturnI64:
                    return State.Of(N(ref numbers, at.Left));
                case Opcode.ReturnF64:
                    return State.Of(F(ref numbers, at.Left));
                case Opcode.Fail:
                    return steps.Failed(call, at, ref numbers);
                case Opcode.GuardC64 or Opcode.Guard or Opcode.Entries or Opcode.EntryC64
                    or Opcode.LoadC64 or Opcode.BoxBool or Opcode.BoxI64 or Opcode.BoxF64
                    or Opcode.BoxC64 or Opcode.UnboxC64 or Opcode.Invoke or Opcode.Apply
                    or Opcode.Function or Opcode.Tuple or Opcode.Map or Opcode.Fill
                    or Opcode.Items or Opcode.NextState or Opcode.NextC64 or Opcode.Room
                    or Opcode.Append or Opcode.Pack or Opcode.Begin or Opcode.Wait
                    or Opcode.ReturnC64:
                    var (next, answer) = steps.Run(call, at, ref numbers, ref states);
                    if (next == StateSteps.Ended) return answer;
                    at = ref Unsafe.Add(ref at, next);
                    break;
            }
        }
    }

    private static ref long N(ref long numbers, int place) => ref Unsafe.Add(ref numbers, place);

    private static ref double F(ref long numbers, int place) =>
        ref Unsafe.As<long, double>(ref Unsafe.Add(ref numbers, place));

    private static ref State S(ref State states, int place) => ref Unsafe.Add(ref states, place);

    /// <summary>Keeps what a comparison came to; goes where the branch behind it says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Instruction Decide(ref long numbers, ref Instruction at, bool holds)
    {
        N(ref numbers, at.To) = holds ? 1 : 0;
        ref var branch = ref Unsafe.Add(ref at, 1);
        return ref holds ? ref branch : ref Unsafe.Add(ref branch, branch.To);
    }

    /// <summary>Where a switch goes; to its first case, where the number has none.</summary>
    private int Target(long selector, in Instruction at)
    {
        var cases = program.Lists[at.Extra];
        return cases[(ulong)selector < (ulong)cases.Length ? (int)selector : 0];
    }
}
