using System.Runtime.CompilerServices;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// Compiled ops of verified bundles; any other op comes from `others`. An op is known by its
/// content, wherever it was read.
/// </summary>
public sealed class BundledOps(ICompiledOps others) : ICompiledOps
{
    private readonly Lock _adding = new();
    private readonly OwnCalls _libraries = new();

    // Swapped whole, and only under _adding; read without it.
    private volatile Shelf _shelf = new([]);

    /// <summary>
    /// Lets a bundle's image run. Its bytes have been verified; see docs/decisions/0015.
    /// </summary>
    public void Add(Bundle bundle)
    {
        var code = new BundleCode(bundle);
        lock (_adding)
        {
            var known = new Dictionary<Hash256, BundleCode>(_shelf.Code);
            foreach (var op in code.Ops) known[op] = code;
            _shelf = new Shelf(known);
        }
    }

    public CompiledOp? Get(OpDef op, out Fault? fault)
    {
        fault = null;
        var found = _shelf.Find(op, others, _libraries);
        return found ?? others.Get(op, out fault);
    }

    public void Adopt(Library library)
    {
        _libraries.Add(library);
        others.Adopt(library);
    }

    public void Warm(OpDef op) => others.Warm(op);

    /// <summary>
    /// What is bundled at one time; hashing an op is slow, so each is looked up once.
    /// </summary>
    private sealed class Shelf(Dictionary<Hash256, BundleCode> code)
    {
        private readonly ConditionalWeakTable<OpDef, StrongBox<BundledOp?>> _found = [];

        internal IReadOnlyDictionary<Hash256, BundleCode> Code => code;

        internal BundledOp? Find(OpDef op, ICompiledOps others, OwnCalls libraries)
        {
            if (code.Count == 0) return null;
            if (_found.TryGetValue(op, out var known)) return known.Value;
            var isOurs = code.TryGetValue(ContentHash.Of(State.Of(op)), out var image);
            var made = new StrongBox<BundledOp?>(
                isOurs ? BundledOp.Of(op, others, libraries, image!) : null);
            return _found.GetValue(op, _ => made).Value;
        }
    }
}
