using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// Gives each register of a plan its place, and says what the places hold before the first step.
/// The last place of either bank is never written: zero, and none.
/// </summary>
internal sealed class ProgramBanks
{
    private readonly bool[] _isConstant;

    internal ProgramBanks(OpPlan plan)
    {
        Registers = new RegisterPlace[plan.Registers.Length];
        foreach (var register in plan.Registers)
        {
            Registers[register.Index] = new(
                register.Kind, RegisterPlace.IsState(register.Kind) ? None++ : Zero++);
            if (register.Kind == RegisterKind.C64) Zero += Complexes.Places - 1;
        }

        (Numbers, States) = (new long[Zero + 1], new State[None + 1]);
        _isConstant = FindConstants(plan);
    }

    internal RegisterPlace[] Registers { get; }

    internal long[] Numbers { get; }

    internal State[] States { get; }

    /// <summary>The place of a number that is zero, an integer's or a float's.</summary>
    internal int Zero { get; }

    /// <summary>The place of a state that is none.</summary>
    internal int None { get; }

    /// <summary>The register holds its only value from the start.</summary>
    internal bool IsConstant(Register register) => _isConstant[register.Index];

    /// <summary>
    /// A register that one literal alone is written to. Not a flag: that is false until then.
    /// </summary>
    private bool[] FindConstants(OpPlan plan)
    {
        var isConstant = new bool[plan.Registers.Length];
        var isWritten = new bool[plan.Registers.Length];
        foreach (var step in plan.Steps)
        {
            if (step.Moved is { } moved) isConstant[moved.Index] = false;
            if (step.Destination is not { } to) continue;
            isConstant[to.Index] = !isWritten[to.Index] && step is LiteralStep && !to.IsFlag;
            isWritten[to.Index] = true;
            if (isConstant[to.Index]) Fill(Registers[to.Index], ((LiteralStep)step).Value);
            else Fill(Registers[to.Index], State.None);
        }

        return isConstant;
    }

    private void Fill(RegisterPlace place, State value)
    {
        if (place.IsWhole) States[place.Index] = value;
        else if (place.Kind == RegisterKind.C64)
            Complexes.At(ref Numbers[place.Index]) = value.AsC64;
        else Numbers[place.Index] = value.Bits;
    }
}
