using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// Tier 0: runs a plan without emitting. What it asks of its frame is what emitted code asks, at
/// the same points and with the same registers saved. Its banks stand on the stack where they are
/// small, as most are; an op that waits for others takes little of it.
/// </summary>
internal sealed class PlanInterpreter
{
    private const int Few = 16;
    private const int Many = 64;

    private readonly PlanProgram _program;
    private readonly OpConstants _constants;
    private readonly InterpreterLoop _loop;
    private readonly Heat _heat;

    /// <summary>What the bank of a small program holds at first.</summary>
    private readonly FewNumbers _few;

    internal PlanInterpreter(OpPlan plan, OpBody? otherwise, Heat heat)
    {
        _heat = heat;
        _constants = new OpConstants(plan.Op, plan.Inputs)
        {
            Registers = plan.Registers.Length,
            Signature = plan.Signature,
            Places = plan.Places,
            SlotPlaces = plan.SlotPlaces,
            Otherwise = otherwise,
        };
        var functions = FunctionInterpreter.Of(plan, _constants, heat);
        _program = PlanDecoder.Decode(plan, functions);
        Bytes = _program.Bytes + functions.Sum(f => f.Bytes);
        var (numbers, states) = (_program.Numbers.Length, _program.States.Length);
        _constants.Body = numbers > Many || states > Few ? RunLarge
            : numbers > Few || _program.HasStates || _program.HasEffects ? RunMedium
            : RunSmall;
        if (numbers <= Few) _program.Numbers.CopyTo(_few);
        _loop = new InterpreterLoop(_program, new(_program, _constants), heat);
    }

    internal OpBody Body => _constants.Body!;

    /// <summary>About the bytes of memory that it keeps, besides the plan.</summary>
    internal long Bytes { get; }

    private State RunSmall(Frame frame, ref State arguments) =>
        _heat.Counts() ? Small(frame, ref arguments) : RunHot(frame, ref arguments);

    // What is rare stands apart, so that a call keeps no registers and makes room for its numbers
    // only: a fifth of the time of a short op.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private State RunHot(Frame frame, ref State arguments) =>
        _heat.Better() is { } better ? better(frame, ref arguments) : Small(frame, ref arguments);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private State Small(Frame frame, ref State arguments)
    {
        var numbers = _few;
        return _loop.Run(
            new(frame, ref arguments), ref MemoryMarshal.GetArrayDataReference(_program.Code),
            ref Unsafe.As<FewNumbers, long>(ref numbers), ref Unsafe.NullRef<State>());
    }

    private State RunMedium(Frame frame, ref State arguments)
    {
        if (!_heat.Counts() && _heat.Better() is { } better) return better(frame, ref arguments);
        var (numbers, states) = (default(ManyNumbers), default(FewStates));
        _program.Numbers.CopyTo(numbers);
        _program.States.CopyTo(states);
        return Start(
            frame, ref arguments, ref Unsafe.As<ManyNumbers, long>(ref numbers),
            ref Unsafe.As<FewStates, State>(ref states));
    }

    private State RunLarge(Frame frame, ref State arguments)
    {
        if (!_heat.Counts() && _heat.Better() is { } better) return better(frame, ref arguments);
        var numbers = ArrayPool<long>.Shared.Rent(_program.Numbers.Length);
        var states = ArrayPool<State>.Shared.Rent(_program.States.Length);
        _program.Numbers.CopyTo(numbers);
        _program.States.CopyTo(states);
        var result = Start(
            frame, ref arguments, ref MemoryMarshal.GetArrayDataReference(numbers),
            ref MemoryMarshal.GetArrayDataReference(states));
        ArrayPool<long>.Shared.Return(numbers);
        // Cleared, so that the pool keeps nothing alive.
        Array.Clear(states, 0, _program.States.Length);
        ArrayPool<State>.Shared.Return(states);
        return result;
    }

    private State Start(
        Frame frame, ref State arguments, ref long numbers, ref State states)
    {
        ref var at = ref MemoryMarshal.GetArrayDataReference(_program.Code);
        if (_program.HasEffects)
        {
            if (frame.Point == 0)
            {
                frame.Enter(_constants);
            }
            else
            {
                _program.Load(frame, ref numbers, ref states);
                at = ref Unsafe.Add(ref at, _program.Points[frame.Point - 1]);
            }
        }

        return _loop.Run(new(frame, ref arguments), ref at, ref numbers, ref states);
    }

    [InlineArray(Few)]
    private struct FewNumbers
    {
        private long _first;
    }

    [InlineArray(Many)]
    private struct ManyNumbers
    {
        private long _first;
    }

    [InlineArray(Few)]
    private struct FewStates
    {
        private State _first;
    }
}
