using System.Runtime.CompilerServices;
using TinyChain.Ir;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen;

/// <summary>
/// Station 6: compiled ops by the hash of their content, at most `capacity`, the least recently
/// used dropped first. An op is checked and planned once, whoever asks at the same time; its code
/// goes with it, for all of it is collectible.
/// </summary>
public sealed class OpCache(int capacity = Limits.CompiledOps) : ICompiledOps
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Hash256, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _recent = [];

    /// <summary>Hashing writes out the whole op, so each object is hashed once.</summary>
    private readonly ConditionalWeakTable<OpDef, StrongBox<Hash256>> _hashes = [];

    /// <summary>How many ops it holds.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _entries.Count;
        }
    }

    public CompiledOp? Get(OpDef op, out Fault? fault)
    {
        var (compiled, problem) = Find(op).Compiled.Value;
        fault = problem;
        return compiled;
    }

    private Entry Find(OpDef op)
    {
        var hash = _hashes.GetValue(op, o => new(ContentHash.Of(State.Of(o)))).Value;
        lock (_lock)
        {
            if (_entries.TryGetValue(hash, out var node))
            {
                _recent.Remove(node);
                _recent.AddFirst(node);
                return node.Value;
            }

            var entry = new Entry(hash, new(() => Compile(op)));
            _entries[hash] = _recent.AddFirst(entry);
            if (_entries.Count > capacity)
            {
                _entries.Remove(_recent.Last!.Value.Hash);
                _recent.RemoveLast();
            }

            return entry;
        }
    }

    private static (CompiledOp? Op, Fault? Fault) Compile(OpDef op)
    {
        var diagnostics = new DiagnosticBag();
        var plan = OpCompiler.Plan(op, null, diagnostics);
        return plan is not null ? (new OpVariants(plan), null) : (null, Problems(diagnostics));
    }

    /// <summary>The first problem is the message, the others are the stack.</summary>
    private static Fault Problems(DiagnosticBag problems) => new(
        FaultKind.BadRequest, problems.Items[0].ToString(),
        [.. problems.Items.Skip(1).Select(p => p.ToString()).Take(Limits.FaultStack)]);

    private sealed record Entry(
        Hash256 Hash, Lazy<(CompiledOp? Op, Fault? Fault)> Compiled);
}
