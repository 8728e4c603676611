using TinyChain.Codegen.Tiering;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Which numbers are boxed in place: those of an op with a loop, where it counts, and those on the
/// way to the op's result. It takes the JIT 20 µs to box in place, and 5 to call somebody who does;
/// the call takes a nanosecond each time.
/// </summary>
internal sealed class Boxing
{
    private readonly bool _hasLoop;
    private readonly bool[] _isResult;

    internal Boxing(OpPlan plan)
    {
        _isResult = new bool[plan.Registers.Length];
        _hasLoop = LoopHeads.Of(plan).Length > 0;
        for (var i = plan.Steps.Length - 1; i >= 0; i--)
        {
            if (plan.Steps[i] is ReturnStep end) _isResult[end.From.Index] = true;
            else if (plan.Steps[i] is MoveStep { From.Kind: RegisterKind.State } move)
                _isResult[move.From.Index] |= _isResult[move.To.Index];
        }
    }

    /// <summary>Whether to box in place what goes to this register.</summary>
    internal bool IsInPlace(Register to) => _hasLoop || _isResult[to.Index];
}
