using System.Collections.Immutable;
using System.Globalization;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Cost;

/// <summary>
/// A verb on a subject. Where it is not known what the subject is, a method's name tells what it is
/// taken for, and the formula says so.
/// </summary>
internal static class CallCost
{
    private static readonly ImmutableHashSet<string> s_loops =
        [.. ContainerIntrinsics.All.Where(m => m.CallsOps).Select(m => m.Name)];

    private static readonly ImmutableHashSet<string> s_ofValues =
        [.. ContainerIntrinsics.All.AddRange(ValueIntrinsics.All).Select(m => m.Name)];

    private static readonly ImmutableHashSet<string> s_ofNumbers =
        [.. NumberIntrinsics.All.Select(m => m.Name).Append("gte").Append("lte")];

    internal static CostFormula Of(OpCost op, OpRef call) => call.Subject switch
    {
        _ when Methods.Find(op.Typed, call) is { ReceiverClass: NumberClass } => CostFormula.Zero,
        LinkSubject { Link: { Host: null, Path: [{ Text: "state" or "error" }, ..] } } =>
            CostFormula.Of(1),
        LinkSubject link => NoBound(op, link.Link.ToString()),
        IdSubject { IsSelf: false } id when IsObject(op.Meaning(Read(id))) =>
            NoBound(op, id.ToString()),
        IdSubject { IsSelf: false, Path: [] } id => Direct(op, call, id),
        IdSubject { IsSelf: false } id => Method(op, call, id),
        _ => NoBound(op, call.Subject.ToString()!),
    };

    /// <summary>What answers by attributes of its own, or by calling on.</summary>
    private static bool IsObject(Node? subject) => subject is ClassNode or InstanceNode
        || (subject is LiteralNode { Value: var state }
            && state.As<StateObject>() is ClassDef or Instance or ClusterRef);

    private static CostFormula NoBound(OpCost op, string callee) =>
        CostFormula.NoBound($"a call of {callee}, in {op.Place}");

    /// <summary>The subject itself: an op is called, of anything else an entry is read.</summary>
    private static CostFormula Direct(OpCost op, OpRef call, IdSubject id) =>
        op.Meaning(Read(id)) switch
        {
            null or OpRef or IfRef or CondRef or CaseRef or AfterRef or WhileRef =>
                NoBound(op, id.ToString()),
            LiteralNode { Value: var state } callee => state.As<OpDef>() is null
                && state.As<Closure>() is null ? CostFormula.Zero : op.Callee(callee),
            WithRef or ClosureNode => op.Callee(op.Meaning(Read(id))),
            TupleNode or MapNode => CostFormula.Zero,
            _ => NoBound(op, id.ToString()),
        };

    private static CostFormula Method(OpCost op, OpRef call, IdSubject id)
    {
        var name = id.Path[^1].Text;
        var isDirect = id.Path.Length == 1;
        var subject = isDirect ? id.Name.Text : $"{id.Name}/{string.Join('/', id.Path[..^1])}";
        if (call is PostRef post && s_loops.Contains(name))
            return isDirect ? LoopCost.Of(op, Read(id), Entry(post.Parameters, "op"))
                : NoBound(op, id.ToString());
        if (isDirect && op.Typed.ClassOf(id.Name) is NumberClass) return CostFormula.Zero;
        if (s_ofNumbers.Contains(name) && MayBeNumber(op, call.Children[0]))
            return CostFormula.Zero.Where($"{subject} is a number");
        if (!s_ofValues.Contains(name) || name is "start" or "end")
            return CostFormula.Zero.Where($"{id.ToString()[1..]} is no op or object");
        if (op.Meaning(call.Children[0]) is var operand && IsObject(operand))
            return NoBound(op, id.ToString());
        return Sized(op, call, isDirect ? op.Meaning(Read(id)) : null, subject);
    }

    /// <summary>Numbers are compared with numbers, unless it says otherwise.</summary>
    private static bool MayBeNumber(OpCost op, Node operand) =>
        op.Meaning(operand) is not LiteralNode { Value: var literal } || literal.IsNumber
            || literal.IsNone || literal.As<MapState>() is not null;

    /// <summary>A unit, and one more for each 64 bytes of receiver and argument.</summary>
    private static CostFormula Sized(OpCost op, OpRef call, Node? receiver, string subject)
    {
        var key = call is GetRef get ? op.Meaning(get.Key) as LiteralNode : null;
        var known = (receiver as LiteralNode)?.Value;
        if (known is { } on && key is not null && on.As<MapState>() is null)
            return CostFormula.Of(1 + ((on.Weight + key.Value.Weight) / 64));
        var operand = key is null ? $"size(argument in {op.Place})"
            : key.Value.Weight.ToString(CultureInfo.InvariantCulture);
        return CostFormula.Of(1)
            .Plus(CostFormula.Of(1).Times($"⌊(size({subject}) + {operand})/64⌋"))
            .Where($"{subject} is no op, object or number");
    }

    private static Node? Entry(Node parameters, string name) => parameters switch
    {
        MapNode map => map.Keys.IndexOf(Id.Of(name)) is >= 0 and var at ? map.Values[at] : null,
        LiteralNode { Value: var state } literal
            when state.As<MapState>()?.TryGet(name, out var entry) is true =>
                new LiteralNode(new NodeInfo(literal.Id, literal.Span), entry),
        _ => null,
    };

    private static IdRef Read(IdSubject id) => new(new NodeInfo(0, default), id.Name);
}
