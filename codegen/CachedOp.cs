using TinyChain.Codegen.Tiering;
using TinyChain.Ir;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen;

/// <summary>
/// What the cache holds of an op: nothing yet, the compiled op, or why there is none. Compiled by
/// the first who asks, while others who ask wait.
/// </summary>
public sealed class CachedOp
{
    private readonly Lock _compiling = new();
    private volatile OpVariants? _op;
    private volatile Fault? _fault;

    internal OpVariants? Op => _op;

    /// <summary>`home` tells how ops run, and is told how they grow.</summary>
    internal OpVariants? Compile(
        (OpDef Op, Library? Library) source, (Tiers Tiers, Action<long> Grew) home,
        out Fault? fault)
    {
        lock (_compiling)
        {
            if (_op is null && _fault is null) Make(source, home);
            fault = _fault;
            return _op;
        }
    }

    /// <summary>Lets go of the op, though a definition may keep this.</summary>
    internal void Drop() => _op = null;

    private void Make(
        (OpDef Op, Library? Library) source, (Tiers Tiers, Action<long> Grew) home)
    {
        var diagnostics = new DiagnosticBag();
        if (OpCompiler.Plan(source.Op, null, diagnostics, source.Library) is { } plan)
            _op = new OpVariants((plan, source.Library), home.Tiers, home.Grew);
        else _fault = Problems(diagnostics);
    }

    /// <summary>The first problem is the message, the others are the stack.</summary>
    private static Fault Problems(DiagnosticBag problems) => new(
        FaultKind.BadRequest, problems.Items[0].ToString(),
        [.. problems.Items.Skip(1).Select(p => p.ToString()).Take(Limits.FaultStack)]);
}
