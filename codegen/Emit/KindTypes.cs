using System.Numerics;
using System.Reflection;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Emit;

/// <summary>The kinds of registers, as .NET's types and the calls between them.</summary>
internal static class KindTypes
{
    /// <summary>What makes a state of a local, inlined; null where it is one.</summary>
    internal static MethodInfo? BoxOf(RegisterKind kind) => kind switch
    {
        RegisterKind.State => null,
        RegisterKind.Bool => Seam.OfBool,
        RegisterKind.I64 => Seam.OfI64,
        RegisterKind.F64 => Seam.OfF64,
        RegisterKind.C64 => Seam.OfC64,
        RegisterKind.Items => Seam.OfItems,
    };

    /// <summary>The same by a call, which is less code.</summary>
    internal static MethodInfo? CallToBox(RegisterKind kind) => kind switch
    {
        RegisterKind.Bool => Seam.BoxBool,
        RegisterKind.I64 => Seam.BoxI64,
        RegisterKind.F64 => Seam.BoxF64,
        RegisterKind.State or RegisterKind.C64 or RegisterKind.Items => BoxOf(kind),
    };

    /// <summary>What reads a state that is known to be of the kind.</summary>
    internal static MethodInfo UnboxOf(RegisterKind kind) => kind switch
    {
        RegisterKind.Bool => Seam.AsBool,
        RegisterKind.I64 => Seam.AsI64,
        RegisterKind.F64 => Seam.AsF64,
        RegisterKind.C64 => Seam.AsC64,
        RegisterKind.Items => Seam.AsItems,
        RegisterKind.State => throw new InvalidOperationException("a state is not unboxed"),
    };

    internal static Type LocalType(RegisterKind kind) => kind switch
    {
        RegisterKind.State => typeof(State),
        RegisterKind.Bool => typeof(bool),
        RegisterKind.I64 => typeof(long),
        RegisterKind.F64 => typeof(double),
        RegisterKind.C64 => typeof(Complex),
        RegisterKind.Items => typeof(State[]),
    };
}
