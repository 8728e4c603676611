using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// Loops whose turns the definition tells: a `while` that counts, and what goes through a tuple
/// that is written out or a range of constants. A turn that fails ends the loop before.
/// </summary>
public static class LoopBound
{
    private static readonly ImmutableHashSet<string> s_methods =
        [.. ContainerIntrinsics.All.Where(m => m.CallsOps).Select(m => m.Name)];

    /// <summary>The turns that a node takes; null where it is no loop, or none can tell.</summary>
    public static long? Of(TypedOp typed, Node node) => node switch
    {
        WhileRef loop => CountedLoop.Turns(
            typed.Meaning(loop.Condition), typed.Meaning(loop.Step), typed.Meaning(loop.State)),
        ForEachRef loop => Items(typed.Meaning(loop.Items)),
        PostRef { Subject: IdSubject { IsSelf: false, Path: [{ Text: var method }] } subject }
            when s_methods.Contains(method) => Items(typed.Meaning(subject.Name)),
        _ => null,
    };

    /// <summary>
    /// The items of a tuple; null where it is none, or a run must tell how many it has.
    /// </summary>
    internal static long? Items(Node? tuple) => tuple switch
    {
        TupleNode written => written.Items.Length,
        LiteralNode { Value: var value } => value.As<TupleState>()?.Items.Length,
        GetRef { Subject: LinkSubject { Link: { Host: null } link }, Key: LiteralNode key }
            when link.Path is [{ Text: "state" }, { Text: "tuple" }, { Text: "range" }] =>
                Range(key.Value),
        _ => null,
    };

    /// <summary>`n`, `[start, stop]` or `[start, stop, step]`, where that is no fault.</summary>
    private static long? Range(State key)
    {
        ImmutableArray<State> parts = key.As<TupleState>()?.Items ?? [key];
        if (parts.Length is 0 or > 3 || !parts.All(p => p.Is(NumberClass.I64))) return null;
        var (start, stop) = parts.Length == 1
            ? (0, parts[0].AsI64) : (parts[0].AsI64, parts[1].AsI64);
        var step = parts.Length == 3 ? parts[2].AsI64 : 1;
        if (step < 1 || (parts.Length == 1 && stop < 0)) return null;
        var count = (Int128.Abs((Int128)stop - start) + step - 1) / step;
        return count <= Limits.RangeItems ? (long)count : null;
    }
}
