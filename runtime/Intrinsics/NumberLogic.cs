using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// `and`, `or`, `xor` and `not` by the truth of numbers: whether they are not zero
/// (spec/language.md 5.3).
/// </summary>
public static class NumberLogic
{
    public static State And(State receiver, State argument)
    {
        if (receiver.Is(NumberClass.Bool) && argument.Is(NumberClass.Bool))
            return State.Of(receiver.AsBool & argument.AsBool);
        return Combine("and", receiver, argument, static (a, b) => a & b);
    }

    public static State Or(State receiver, State argument)
    {
        if (receiver.Is(NumberClass.Bool) && argument.Is(NumberClass.Bool))
            return State.Of(receiver.AsBool | argument.AsBool);
        return Combine("or", receiver, argument, static (a, b) => a | b);
    }

    public static State Xor(State receiver, State argument)
    {
        if (receiver.Is(NumberClass.Bool) && argument.Is(NumberClass.Bool))
            return State.Of(receiver.AsBool ^ argument.AsBool);
        return Combine("xor", receiver, argument, static (a, b) => a ^ b);
    }

    public static State Not(State receiver, State argument)
    {
        var number = Casting.ToNumber(receiver);
        return number.IsFault ? number : State.Of(!NumberConversion.IsTrue(number));
    }

    private static State Combine(
        string method, State receiver, State argument, Func<bool, bool, bool> combine)
    {
        var left = Casting.ToNumber(receiver);
        var right = NumberFaults.Operand(method, argument);
        if (left.IsFault) return left;
        return right.IsFault
            ? right
            : State.Of(combine(NumberConversion.IsTrue(left), NumberConversion.IsTrue(right)));
    }
}
