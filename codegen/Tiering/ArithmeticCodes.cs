using System.Collections.Frozen;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using static TinyChain.Ir.Intrinsics.NumberIntrinsics;

namespace TinyChain.Codegen.Tiering;

/// <summary>The instructions for intrinsics on unboxed operands.</summary>
internal static class ArithmeticCodes
{
    private static readonly FrozenDictionary<Intrinsic, Opcode> s_integers =
        new Dictionary<Intrinsic, Opcode>
        {
            [Add] = Opcode.AddI64,
            [Sub] = Opcode.SubI64,
            [Mul] = Opcode.MulI64,
            [Div] = Opcode.DivI64,
            [Mod] = Opcode.ModI64,
            [Lt] = Opcode.LtI64,
            [Le] = Opcode.LeI64,
            [Gt] = Opcode.GtI64,
            [Ge] = Opcode.GeI64,
            [Eq] = Opcode.EqI64,
            [Ne] = Opcode.NeI64,
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Intrinsic, Opcode> s_floats =
        new Dictionary<Intrinsic, Opcode>
        {
            [Add] = Opcode.AddF64,
            [Sub] = Opcode.SubF64,
            [Mul] = Opcode.MulF64,
            [Div] = Opcode.DivF64,
            [Mod] = Opcode.ModF64,
            [Lt] = Opcode.LtF64,
            [Le] = Opcode.LeF64,
            [Gt] = Opcode.GtF64,
            [Ge] = Opcode.GeF64,
            [Eq] = Opcode.EqF64,
            [Ne] = Opcode.NeF64,
        }.ToFrozenDictionary();

    /// <summary>A bool is 0 or 1, so that equality is the integers'.</summary>
    private static readonly FrozenDictionary<Intrinsic, Opcode> s_bools =
        new Dictionary<Intrinsic, Opcode>
        {
            [Not] = Opcode.Not,
            [And] = Opcode.And,
            [Or] = Opcode.Or,
            [Eq] = Opcode.EqI64,
            [Ne] = Opcode.NeI64,
            [Xor] = Opcode.NeI64,
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Intrinsic, ComplexCode> s_complex =
        new Dictionary<Intrinsic, ComplexCode>
        {
            [Add] = ComplexCode.Add,
            [Sub] = ComplexCode.Sub,
            [Mul] = ComplexCode.Mul,
            [Div] = ComplexCode.Div,
            [Eq] = ComplexCode.Eq,
            [Ne] = ComplexCode.Ne,
            [PlanIntrinsics.ToBool] = ComplexCode.ToBool,
            [Real] = ComplexCode.Real,
            [Imag] = ComplexCode.Imag,
            [Abs] = ComplexCode.Abs,
        }.ToFrozenDictionary();

    /// <summary>What a call does whose instruction is for complex numbers.</summary>
    internal static ComplexCode OfComplex(CallStep call) => s_complex[call.Method];

    /// <summary>
    /// The instruction; for what is rare enough to box its operands, the one that calls the body.
    /// </summary>
    internal static Opcode Of(CallStep call)
    {
        var method = call.Method == PlanIntrinsics.ToBool ? Ne : call.Method;
        var isMixed = call.Argument is { } argument && argument.Kind != call.Operands;
        return isMixed ? Opcode.Apply : call.Operands switch
        {
            RegisterKind.I64 => s_integers.GetValueOrDefault(method, Opcode.Apply),
            RegisterKind.F64 => s_floats.GetValueOrDefault(method, Opcode.Apply),
            RegisterKind.Bool => s_bools.GetValueOrDefault(method, Opcode.Apply),
            RegisterKind.C64 =>
                s_complex.ContainsKey(method) ? Opcode.Complex : Opcode.Apply,
            RegisterKind.State or RegisterKind.Items => Opcode.Invoke,
        };
    }
}
