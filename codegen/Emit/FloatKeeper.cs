using System.Reflection.Emit;
using TinyChain.Ir.Planning;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Keeps floats aside over a call that is rarely made:
/// <code>bits = x as bits; call; x = bits as float</code>
/// No float register outlives a call, so that the JIT would keep a float in memory for the whole
/// loop around it; like this only its bits are kept there, and only where the call is.
/// </summary>
internal sealed class FloatKeeper(BodyEmitter body)
{
    /// <summary>More than a loop has of its own, and few enough to cost nothing.</summary>
    private const int MaxRegisters = 16;

    private readonly List<(Register Register, IlLocal[] Parts)> _kept = [];

    internal void Save()
    {
        var floats = body.Plan.Registers
            .Where(r => r.Kind is RegisterKind.F64 or RegisterKind.C64).ToList();
        if (floats.Count > MaxRegisters) return;
        foreach (var register in floats)
        {
            IlLocal[] parts = register.Kind == RegisterKind.F64
                ? [Part(register, null)]
                : [Part(register, Seam.Real), Part(register, Seam.Imaginary)];
            _kept.Add((register, parts));
        }
    }

    internal void Restore()
    {
        foreach (var (register, parts) in _kept)
        {
            foreach (var part in parts)
            {
                body.Il.Emit(OpCodes.Ldloc, part);
                body.Il.Call(Seam.FloatOfBits);
            }

            if (register.Kind == RegisterKind.C64) body.Il.Call(Seam.ComplexOf);
            body.Store(register);
        }
    }

    private IlLocal Part(Register register, System.Reflection.MethodInfo? part)
    {
        var bits = body.Il.NewLocal(typeof(long), $"{register}_bits");
        body.Il.Emit(part is null ? OpCodes.Ldloc : OpCodes.Ldloca, body.Local(register));
        if (part is not null) body.Il.Call(part);
        body.Il.Call(Seam.BitsOfFloat);
        body.Il.Emit(OpCodes.Stloc, bits);
        return bits;
    }
}
