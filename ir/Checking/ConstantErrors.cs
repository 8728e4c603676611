using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>Finds the faults of `/error/code` with a constant message.</summary>
internal static class ConstantErrors
{
    /// <summary>The fault, or null where it can't be told before the op runs.</summary>
    internal static Fault? Find(OpRef reference) =>
        reference is GetRef
        {
            Subject: LinkSubject { Link: { Host: null, Path: [{ Text: "error" }, var code] } },
            Key: LiteralNode { Value: var message },
        }
        && message.As<string>() is { } text
        && FaultCodes.Find(code.Text) is { } kind ? new Fault(kind, text, []) : null;
}
