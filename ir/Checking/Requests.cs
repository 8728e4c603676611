using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Checking;

/// <summary>
/// Finds links that an op sends a verb to by way of its frame, though they be pure, such as those
/// under `/state`: a function has no frame of its own.
/// </summary>
internal static class Requests
{
    internal static bool In(TypedOp op) => op.Op.Form.Any(s => In(op, s.Node));

    private static bool In(TypedOp op, Node node) =>
        (node is OpRef { Subject: LinkSubject } call && !IsKnown(op, call))
        || node.Children.Any(child => In(op, child))
        || (op.CallOf(node) is { } callee && In(callee))
        || (op.LoopOf(node) is { } loop && (In(loop.Condition) || In(loop.Step)))
        || (op.ListOf(node) is { } list && In(list.Callee));

    private static bool IsKnown(TypedOp op, OpRef call) =>
        op.FunctionOf(call) is not null || Casts.OfNumber(op, call) is not null
        || ConstantErrors.Find(call) is not null;
}
