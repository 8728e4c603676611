using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>The kind of register that suits a class.</summary>
public static class RegisterKinds
{
    public static RegisterKind Of(StateClass c) =>
        ReferenceEquals(c, NumberClass.F64) ? RegisterKind.F64
        : ReferenceEquals(c, NumberClass.I64) ? RegisterKind.I64
        : ReferenceEquals(c, NumberClass.Bool) ? RegisterKind.Bool
        : ReferenceEquals(c, NumberClass.C64) ? RegisterKind.C64
        : RegisterKind.State;

    /// <summary>The kind of a state: that of its class.</summary>
    public static RegisterKind Of(State state) =>
        state.Is(NumberClass.F64) ? RegisterKind.F64
        : state.Is(NumberClass.I64) ? RegisterKind.I64
        : state.Is(NumberClass.Bool) ? RegisterKind.Bool
        : state.IsC64 ? RegisterKind.C64
        : RegisterKind.State;

    /// <summary>The class of an unboxed kind.</summary>
    public static NumberClass ClassOf(RegisterKind kind) => kind switch
    {
        RegisterKind.Bool => NumberClass.Bool,
        RegisterKind.I64 => NumberClass.I64,
        RegisterKind.F64 => NumberClass.F64,
        RegisterKind.C64 => NumberClass.C64,
        RegisterKind.State or RegisterKind.Items =>
            throw new InvalidOperationException("a state may be of any class"),
    };

    /// <summary>
    /// Whether a number of one kind becomes one of the other as promotion does it: never a fault.
    /// </summary>
    public static bool Promotes(RegisterKind from, RegisterKind to) => (from, to) is
        (RegisterKind.Bool, RegisterKind.I64 or RegisterKind.F64 or RegisterKind.C64)
        or (RegisterKind.I64, RegisterKind.F64 or RegisterKind.C64)
        or (RegisterKind.F64, RegisterKind.C64);

    /// <summary>The kind that two kinds of numbers promote to.</summary>
    public static RegisterKind Common(RegisterKind left, RegisterKind right) =>
        Promotes(left, right) ? right : left;
}
