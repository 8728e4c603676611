using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>The kind of register that suits a class.</summary>
public static class RegisterKinds
{
    public static RegisterKind Of(StateClass c) =>
        ReferenceEquals(c, NumberClass.F64) ? RegisterKind.F64
        : ReferenceEquals(c, NumberClass.I64) ? RegisterKind.I64
        : ReferenceEquals(c, NumberClass.Bool) ? RegisterKind.Bool
        : RegisterKind.State;
}
