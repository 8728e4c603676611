using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// `add`, `sub`, `mul`, `div` and `mod` (spec/language.md 5.3, 6.4, 6.5). Integers are checked: a
/// result outside the promoted class is a bad request (N2), and so is a zero divisor of any class
/// (N3). Floats are IEEE: a sum or product may overflow to infinity, which no response can hold
/// (J5). The pairs that literals give come first; the rest promote.
/// </summary>
public static class NumberArithmetic
{
    public static State Add(State receiver, State argument)
    {
        if (receiver.Is(NumberClass.I64) && argument.Is(NumberClass.I64))
        {
            var (a, b) = (receiver.AsI64, argument.AsI64);
            var sum = unchecked(a + b);

            // It overflowed where both operands have the sign that the sum lacks.
            if (((a ^ sum) & (b ^ sum)) >= 0) return State.Of(sum);
        }
        else if (receiver.Is(NumberClass.F64) && argument.Is(NumberClass.F64))
        {
            return State.Of(receiver.AsF64 + argument.AsF64);
        }

        return NumberPromotion.Apply(NumberOperation.Add, receiver, argument);
    }

    public static State Sub(State receiver, State argument)
    {
        if (receiver.Is(NumberClass.I64) && argument.Is(NumberClass.I64))
        {
            var (a, b) = (receiver.AsI64, argument.AsI64);
            var difference = unchecked(a - b);
            if (((a ^ b) & (a ^ difference)) >= 0) return State.Of(difference);
        }
        else if (receiver.Is(NumberClass.F64) && argument.Is(NumberClass.F64))
        {
            return State.Of(receiver.AsF64 - argument.AsF64);
        }

        return NumberPromotion.Apply(NumberOperation.Sub, receiver, argument);
    }

    public static State Mul(State receiver, State argument)
    {
        if (receiver.Is(NumberClass.I64) && argument.Is(NumberClass.I64))
        {
            var high = Math.BigMul(receiver.AsI64, argument.AsI64, out long low);

            // It fits where the high half only repeats the low half's sign.
            if (high == low >> 63) return State.Of(low);
        }
        else if (receiver.Is(NumberClass.F64) && argument.Is(NumberClass.F64))
        {
            return State.Of(receiver.AsF64 * argument.AsF64);
        }

        return NumberPromotion.Apply(NumberOperation.Mul, receiver, argument);
    }

    public static State Div(State receiver, State argument)
    {
        if (receiver.Is(NumberClass.I64) && argument.Is(NumberClass.I64))
        {
            // 0 has no quotient, and -1 may overflow: both are left to the general route.
            if (argument.AsI64 is not (0 or -1))
                return State.Of(receiver.AsI64 / argument.AsI64);
        }
        else if (receiver.Is(NumberClass.F64) && argument.Is(NumberClass.F64)
            && argument.AsF64 != 0)
        {
            return State.Of(receiver.AsF64 / argument.AsF64);
        }

        return NumberPromotion.Apply(NumberOperation.Div, receiver, argument);
    }

    public static State Mod(State receiver, State argument)
    {
        if (receiver.Is(NumberClass.I64) && argument.Is(NumberClass.I64))
        {
            if (argument.AsI64 is not (0 or -1))
                return State.Of(receiver.AsI64 % argument.AsI64);
        }
        else if (receiver.Is(NumberClass.F64) && argument.Is(NumberClass.F64)
            && argument.AsF64 != 0)
        {
            return State.Of(receiver.AsF64 % argument.AsF64);
        }

        return NumberPromotion.Apply(NumberOperation.Mod, receiver, argument);
    }
}
