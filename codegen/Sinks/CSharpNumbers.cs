using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Sinks;

/// <summary>
/// Calls on unboxed numbers. Integers are computed in 128 bits, and fit or don't: another way than
/// the IL's, so that the two check each other.
/// </summary>
internal static class CSharpNumbers
{
    private static readonly Dictionary<Intrinsic, string> s_arithmetic = new()
    {
        [NumberIntrinsics.Add] = "+",
        [NumberIntrinsics.Sub] = "-",
        [NumberIntrinsics.Mul] = "*",
        [NumberIntrinsics.Div] = "/",
        [NumberIntrinsics.Mod] = "%",
    };

    private static readonly Dictionary<Intrinsic, string> s_relations = new()
    {
        [NumberIntrinsics.Lt] = "<",
        [NumberIntrinsics.Le] = "<=",
        [NumberIntrinsics.Gt] = ">",
        [NumberIntrinsics.Ge] = ">=",
        [NumberIntrinsics.Eq] = "==",
        [NumberIntrinsics.Ne] = "!=",
    };

    private static readonly Dictionary<Intrinsic, string> s_logic = new()
    {
        [NumberIntrinsics.And] = "&",
        [NumberIntrinsics.Or] = "|",
        [NumberIntrinsics.Xor] = "^",
        [NumberIntrinsics.Eq] = "==",
        [NumberIntrinsics.Ne] = "!=",
    };

    internal static void Write(CSharpBody body, CallStep call)
    {
        if (!HasCode(call))
        {
            body.WriteBoxedCall(call);
            return;
        }

        switch (call.Operands)
        {
            case RegisterKind.I64:
                if (s_arithmetic.TryGetValue(call.Method, out var sum)) WriteI64(body, call, sum);
                else WriteRelation(body, call);
                break;
            case RegisterKind.F64:
                if (s_arithmetic.TryGetValue(call.Method, out sum)) WriteF64(body, call, sum);
                else WriteRelation(body, call);
                break;
            case RegisterKind.Bool:
                body.Set(call, call.Method == NumberIntrinsics.Not
                    ? $"!{body[call.Receiver]}" : Infix(body, call, s_logic));
                break;
            case RegisterKind.State or RegisterKind.Items or RegisterKind.C64:
                throw new BugException("a call on states is no number's");
        }
    }

    /// <summary>Whether there is C# for it; else the general body is called.</summary>
    internal static bool HasCode(CallStep call)
    {
        if (call.Argument is { } argument && argument.Kind != call.Operands) return false;
        return call.Operands switch
        {
            RegisterKind.I64 or RegisterKind.F64 => s_arithmetic.ContainsKey(call.Method)
                || s_relations.ContainsKey(call.Method) || call.Method == PlanIntrinsics.ToBool,
            RegisterKind.Bool => call.Method == NumberIntrinsics.Not
                || s_logic.ContainsKey(call.Method),
            RegisterKind.State or RegisterKind.Items or RegisterKind.C64 => false,
        };
    }

    private static void WriteF64(CSharpBody body, CallStep call, string sign)
    {
        if (sign is "/" or "%") WriteZeroCheck(body, call);
        body.Set(call, $"{body[call.Receiver]} {sign} {body[call.Argument!]}");
    }

    private static void WriteI64(CSharpBody body, CallStep call, string sign)
    {
        var (left, right) = (body[call.Receiver], body[call.Argument!]);
        if (sign is "/" or "%") WriteZeroCheck(body, call);
        if (sign == "%")
        {
            // The processor traps on the least integer by -1.
            body.Set(call, $"{right} == -1 ? 0 : {left} % {right}");
            return;
        }

        body.Line($"wide = (Int128){left} {sign} {right};");
        body.Line($"if (wide != (long)wide) {body.Fail(ArithmeticFaults.Overflow, call)}");
        body.Set(call, "(long)wide");
    }

    private static void WriteZeroCheck(CSharpBody body, CallStep call)
    {
        var fail = body.Fail(ArithmeticFaults.ZeroDivisor, call);
        body.Line($"if ({body[call.Argument!]} == 0) {fail}");
    }

    /// <summary>Without an operand it is a condition: true unless zero.</summary>
    private static void WriteRelation(CSharpBody body, CallStep call) => body.Set(
        call,
        call.Argument is null
            ? $"{body[call.Receiver]} != 0" : Infix(body, call, s_relations));

    private static string Infix(
        CSharpBody body, CallStep call, Dictionary<Intrinsic, string> signs)
    {
        Check.That(signs.ContainsKey(call.Method), $"{call} has no C#");
        return $"{body[call.Receiver]} {signs[call.Method]} {body[call.Argument!]}";
    }
}
