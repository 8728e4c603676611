using System.Reflection;
using System.Reflection.Emit;
using TinyChain.Ir.Planning;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Keeps numbers aside over a call that is rarely made:
/// <code>bits = x as bits; call; x = bits as float</code>
/// Few machine registers outlive a call, and none for floats, so that the JIT would keep a number
/// in memory for the whole loop around it; like this only its bits are kept there, and only where
/// the call is. An integer is kept inverted: the JIT would see through a copy.
/// </summary>
internal sealed class RegisterKeeper(BodyEmitter body)
{
    /// <summary>More than a loop has of its own, and few enough to cost nothing.</summary>
    private const int MaxRegisters = 16;

    private readonly List<(Register Register, IlLocal[] Parts)> _kept = [];

    /// <summary>Keeps what the step at hand, or a later one, may read.</summary>
    internal void Save()
    {
        var numbers = body.Live.Before(body.Position).Where(r => r.Kind
            is RegisterKind.I64 or RegisterKind.F64 or RegisterKind.C64).ToList();
        if (numbers.Count > MaxRegisters) return;
        foreach (var register in numbers)
        {
            IlLocal[] parts = register.Kind == RegisterKind.C64
                ? [Part(register, Seam.Real), Part(register, Seam.Imaginary)]
                : [Part(register, null)];
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
                if (register.Kind == RegisterKind.I64) body.Il.Emit(OpCodes.Not);
                else body.Il.Call(Seam.FloatOfBits);
            }

            if (register.Kind == RegisterKind.C64) body.Il.Call(Seam.ComplexOf);
            body.Store(register);
        }
    }

    private IlLocal Part(Register register, MethodInfo? part)
    {
        var bits = body.Il.NewLocal(typeof(long), $"{register}_bits");
        body.Il.Emit(part is null ? OpCodes.Ldloc : OpCodes.Ldloca, body.Local(register));
        if (part is not null) body.Il.Call(part);
        if (register.Kind == RegisterKind.I64) body.Il.Emit(OpCodes.Not);
        else body.Il.Call(Seam.BitsOfFloat);
        body.Il.Emit(OpCodes.Stloc, bits);
        return bits;
    }
}
