using TinyChain.Ir;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// Compiles what an install brings, so that an op that can't run is refused then and there. An op
/// can be called wherever it stands in an attribute.
/// </summary>
internal sealed class AttributeOps
{
    private readonly ICompiledOps _ops;
    private readonly Func<OpDef, string?> _refuse;
    private readonly List<string> _problems = [];
    private readonly List<OpDef> _compiled = [];

    private AttributeOps(ICompiledOps ops, Func<OpDef, string?> refuse) =>
        (_ops, _refuse) = (ops, refuse);

    /// <summary>
    /// Why ops in the attributes can't be served, or null: the first reason is the message, the
    /// others are the stack, each with its attribute and a JSON pointer. `at` is the pointer of
    /// the attributes; `refuse` may refuse an op for its kind.
    /// </summary>
    internal static Fault? Compile(
        ICompiledOps ops, MapState attributes, string at, Func<OpDef, string?> refuse)
    {
        var compiler = new AttributeOps(ops, refuse);
        for (var i = 0; i < attributes.Count; i++)
        {
            var name = attributes.Keys[i];
            compiler.Visit(name, attributes.Values[i], $"{at}/{Escape(name.Text)}");
        }

        var problems = compiler._problems;
        if (problems.Count == 0) compiler._compiled.ForEach(ops.Warm);
        return problems.Count == 0 ? null : new Fault(
            FaultKind.BadRequest, problems[0], [.. problems.Skip(1).Take(Limits.FaultStack)]);
    }

    /// <summary>A name as a part of a JSON pointer (RFC 6901).</summary>
    internal static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal)
            .Replace("/", "~1", StringComparison.Ordinal);

    // Depth: Limits.StateDepth.
    private void Visit(Id attribute, State state, string at)
    {
        if (state.As<OpDef>() is { } op) Compile(attribute, op, at);
        var items = state.As<TupleState>()?.Items ?? [];
        for (var i = 0; i < items.Length; i++) Visit(attribute, items[i], $"{at}/{i}");
        if (state.As<MapState>() is not { } map) return;
        for (var i = 0; i < map.Count; i++)
            Visit(attribute, map.Values[i], $"{at}/{Escape(map.Keys[i].Text)}");
    }

    private void Compile(Id attribute, OpDef op, string at)
    {
        if (_refuse(op) is { } refusal)
        {
            Report(attribute, refusal, at);
        }
        else if (_ops.Get(op, out var fault) is null)
        {
            foreach (var problem in fault!.Stack.Prepend(fault.Message))
                Report(attribute, problem, $"{at}/{Escape(op.Class.Path)}");
        }
        else
        {
            _compiled.Add(op);
        }
    }

    private void Report(Id attribute, string problem, string at) =>
        _problems.Add($"attribute '{attribute}': {problem} (at {at})");
}
