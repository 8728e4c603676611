using System.Runtime.CompilerServices;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// A plan, decoded for tier 0. Registers stand in two banks, one of unboxed numbers (a float as
/// its bits, a complex number as its parts) and one of whole states. Every place that an
/// instruction names is within its bank: the plan was verified, and the loop that runs this doesn't
/// ask again.
/// </summary>
internal sealed class PlanProgram
{
    internal required Instruction[] Code { get; init; }

    /// <summary>What the bank of numbers holds at first: zeros and constants.</summary>
    internal required long[] Numbers { get; init; }

    /// <summary>What the bank of states holds at first: nones and constants.</summary>
    internal required State[] States { get; init; }

    /// <summary>By a register's index, its place: what a suspended frame saves and loads.</summary>
    internal required RegisterPlace[] Registers { get; init; }

    /// <summary>
    /// Where a body goes on, by its point less one: at each wait, then at each head of a loop.
    /// </summary>
    internal required int[] Points { get; init; }

    /// <summary>Bodies of intrinsics that are called on whole states.</summary>
    internal required Func<State, State, State>[] Bodies { get; init; }

    /// <summary>Constants that an instruction loads, faults, shapes of maps.</summary>
    internal required State[] Literals { get; init; }

    /// <summary>Operands of tuples and maps, and the targets of switches.</summary>
    internal required int[][] Lists { get; init; }

    internal required EffectOperands[] Effects { get; init; }

    /// <summary>Calls of bodies on unboxed numbers.</summary>
    internal required Application[] Applications { get; init; }

    /// <summary>Calls of the plan's functions.</summary>
    internal required FunctionCall[] Functions { get; init; }

    /// <summary>It begins effects, and so enters its frame.</summary>
    internal required bool HasEffects { get; init; }

    /// <summary>Whether the bank of states is needed: it holds more than its none.</summary>
    internal bool HasStates => States.Length > 1;

    /// <summary>About the bytes of memory that it keeps.</summary>
    internal long Bytes => 600 + (Code.Length * 24L) + (Numbers.Length * 8L)
        + (16L * (States.Length + Literals.Length)) + (8L * (Registers.Length + Bodies.Length))
        + Lists.Sum(list => 24L + (4 * list.Length)) + (Effects.Length * 40L)
        + (Applications.Length * 40L)
        + Functions.Sum(call => 40L + (12 * call.Arguments.Length));

    /// <summary>Keeps every register in the frame, as emitted code does.</summary>
    internal void Save(Frame frame, ref long numbers, ref State states)
    {
        for (var i = 0; i < Registers.Length; i++)
            frame.Save(i, Read(Registers[i], ref numbers, ref states));
    }

    /// <summary>Takes back what either tier saved.</summary>
    internal void Load(Frame frame, ref long numbers, ref State states)
    {
        for (var i = 0; i < Registers.Length; i++)
            Write(Registers[i], frame.Load(i), ref numbers, ref states);
    }

    /// <summary>
    /// Calls a body on numbers, boxed, and keeps what it gives, unless that is a fault; null where
    /// all is well.
    /// </summary>
    internal State? Apply(int application, ref long numbers, ref State states)
    {
        ref readonly var call = ref Applications[application];
        var right = call.Right is { } operand
            ? Read(operand, ref numbers, ref states) : State.None;
        var result = call.Body(Read(call.Left, ref numbers, ref states), right);
        if (result.IsFault) return result;
        Write(call.To, result, ref numbers, ref states);
        return null;
    }

    /// <summary>
    /// Calls a function and keeps what it gives, unless that is a fault; null where all is well.
    /// </summary>
    internal State? Call(Frame frame, int function, ref long numbers, ref State states)
    {
        ref readonly var call = ref Functions[function];
        var result = call.Function.Call(frame, call.Arguments, ref numbers, ref states);
        if (result.IsFault) return result;
        Write(call.To, result, ref numbers, ref states);
        return null;
    }

    private static State Read(RegisterPlace place, ref long numbers, ref State states) =>
        place.Kind switch
        {
            RegisterKind.State or RegisterKind.Items => Unsafe.Add(ref states, place.Index),
            RegisterKind.C64 => State.Of(Complexes.At(ref numbers, place.Index)),
            RegisterKind.Bool => State.Of(Unsafe.Add(ref numbers, place.Index) != 0),
            RegisterKind.I64 => State.Of(Unsafe.Add(ref numbers, place.Index)),
            RegisterKind.F64 => State.Of(
                BitConverter.Int64BitsToDouble(Unsafe.Add(ref numbers, place.Index))),
        };

    private static void Write(
        RegisterPlace place, State value, ref long numbers, ref State states)
    {
        if (place.IsWhole) Unsafe.Add(ref states, place.Index) = value;
        else if (place.Kind == RegisterKind.C64)
            Complexes.At(ref numbers, place.Index) = value.AsC64;
        else Unsafe.Add(ref numbers, place.Index) = value.Bits;
    }
}
