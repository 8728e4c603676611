using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// A function of a plan in tier 0. Arguments go from its caller's banks into its own, which stand
/// on the stack where they are small.
/// </summary>
internal sealed class FunctionInterpreter
{
    private const int FewNumbers = 32;
    private const int FewStates = 8;

    private readonly Heat _heat;
    private PlanProgram _program = null!;
    private InterpreterLoop _loop = null!;
    private RegisterPlace[] _parameters = [];

    private FunctionInterpreter(Heat heat) => _heat = heat;

    /// <summary>About the bytes of memory that it keeps.</summary>
    internal long Bytes => _program.Bytes;

    /// <summary>Interpreters of a plan's functions, which call one another.</summary>
    internal static FunctionInterpreter[] Of(OpPlan plan, OpConstants constants, Heat heat)
    {
        FunctionInterpreter[] functions = [.. plan.Functions.Select(
            _ => new FunctionInterpreter(heat))];
        for (var i = 0; i < functions.Length; i++)
        {
            var program = PlanDecoder.Decode(plan.Functions[i], functions);
            functions[i]._program = program;
            functions[i]._loop = new InterpreterLoop(program, new(program, constants), heat);
            functions[i]._parameters =
                [.. plan.Functions[i].Parameters.Select(p => program.Registers[p.Index])];
        }

        return functions;
    }

    /// <summary>Runs it to its result or fault, for arguments in its caller's banks.</summary>
    internal State Call(
        Frame frame, RegisterPlace[] arguments, ref long numbers, ref State states)
    {
        _heat.AtFunction();
        if (!frame.TryBegin()) return frame.TakeFailure();
        var result = _program.Numbers.Length <= FewNumbers && _program.States.Length <= FewStates
            ? CallSmall(frame, arguments, ref numbers, ref states)
            : CallLarge(frame, arguments, ref numbers, ref states);
        frame.End();
        return result;
    }

    private State CallSmall(
        Frame frame, RegisterPlace[] arguments, ref long numbers, ref State states)
    {
        var (own, whole) = (default(NumberBank), default(StateBank));
        _program.Numbers.CopyTo(own);
        _program.States.CopyTo(whole);
        ref var ownNumbers = ref Unsafe.As<NumberBank, long>(ref own);
        ref var ownStates = ref Unsafe.As<StateBank, State>(ref whole);
        Pass(arguments, ref numbers, ref states, ref ownNumbers, ref ownStates);
        return Run(frame, ref ownNumbers, ref ownStates);
    }

    private State CallLarge(
        Frame frame, RegisterPlace[] arguments, ref long numbers, ref State states)
    {
        var own = ArrayPool<long>.Shared.Rent(_program.Numbers.Length);
        var whole = ArrayPool<State>.Shared.Rent(_program.States.Length);
        _program.Numbers.CopyTo(own);
        _program.States.CopyTo(whole);
        ref var ownNumbers = ref MemoryMarshal.GetArrayDataReference(own);
        ref var ownStates = ref MemoryMarshal.GetArrayDataReference(whole);
        Pass(arguments, ref numbers, ref states, ref ownNumbers, ref ownStates);
        var result = Run(frame, ref ownNumbers, ref ownStates);
        ArrayPool<long>.Shared.Return(own);
        // Cleared, so that the pool keeps nothing alive.
        Array.Clear(whole, 0, _program.States.Length);
        ArrayPool<State>.Shared.Return(whole);
        return result;
    }

    private void Pass(
        RegisterPlace[] arguments, ref long numbers, ref State states, ref long ownNumbers,
        ref State ownStates)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var (from, to) = (arguments[i].Index, _parameters[i].Index);
            if (arguments[i].IsWhole) Unsafe.Add(ref ownStates, to) = Unsafe.Add(ref states, from);
            else if (arguments[i].Kind == RegisterKind.C64)
                Complexes.At(ref ownNumbers, to) = Complexes.At(ref numbers, from);
            else Unsafe.Add(ref ownNumbers, to) = Unsafe.Add(ref numbers, from);
        }
    }

    /// <summary>A function reads no inputs and begins no effects.</summary>
    private State Run(Frame frame, ref long numbers, ref State states) => _loop.Run(
        new(frame, ref Unsafe.NullRef<State>()),
        ref MemoryMarshal.GetArrayDataReference(_program.Code), ref numbers, ref states);

    [InlineArray(FewNumbers)]
    private struct NumberBank
    {
        private long _first;
    }

    [InlineArray(FewStates)]
    private struct StateBank
    {
        private State _first;
    }
}
