using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Parser;

/// <summary>
/// A state's structure as text, in which no two different states look alike: the obvious printer
/// that JSON is checked against. Node ids and spans are left out.
/// </summary>
internal static class Shape
{
    public static string Of(State state) => state.As<StateObject>() switch
    {
        MapState map => $"map{{{Entries(map)}}}",
        TupleState tuple => $"tuple[{Join(tuple.Items.Select(Of))}]",
        RangeState range => $"range({Of(range.Start)}, {Of(range.End)})",
        ClusterRef cluster => $"cluster({cluster.Path})",
        Id id => $"id({id})",
        Link link => $"link({link})",
        Email email => $"email({email.Text})",
        Bytes bytes => $"bytes({Convert.ToHexString(bytes.Content.AsSpan())})",
        Complex64 c => $"complex({c.Re:r}, {c.Im:r})",
        OpDef op => Of(op),
        Closure closure => $"closure({Entries(closure.Captured)} | {Of(closure.Op)})",
        ClassDef c => $"class({c.Parent} | {Entries(c.Prototype)})",
        RefState reference => $"ref({Of(reference.Node)})",
        _ => $"{state.Class.Path}:{state.As<string>()}:{state.Bits:x}",
    };

    public static string Of(Node node) => node switch
    {
        LiteralNode literal => $"lit({Of(literal.Value)})",
        IdRef id => $"${id.Name}",
        MapNode map => $"map({Join(map.Keys.Zip(map.Values, (k, v) => $"{k}={Of(v)}"))})",
        OpRef op => $"{op.Verb} {op.Subject}({Children(node)})",
        CaseRef choice => $"case{choice.Switches.Length}({Children(node)})",
        WithRef with => $"with({Join(with.Captures.Select(c => c.Text))} | {Of(with.Op)})",
        BranchOp branch => $"call({Of(branch.Op)})",
        ForEachRef loop => $"each({Children(node)} | {loop.ItemName})",
        ClassNode definition => $"class({definition.Parent} | {Children(node)})",
        ClosureNode closure => $"closure({Children(node)} | {Of(closure.Op)})",
        _ => $"{node.GetType().Name}({Children(node)})",
    };

    private static string Of(OpDef op) => $"{op.Kind}({op.KeyName}, {op.ValueName}, " +
        $"{Join(op.Form.Select(s => $"{s.Name?.Text ?? "·"}: {Of(s.Node)}"))})";

    private static string Of(RangeBound bound) => $"{bound.Kind} {Of(bound.Value)}";

    private static string Children(Node node) => Join(node.Children.Select(Of));

    private static string Entries(MapState map) =>
        Join(map.Keys.Zip(map.Values, (key, value) => $"{key}={Of(value)}"));

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts);
}
