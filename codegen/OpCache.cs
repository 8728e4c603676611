using System.Runtime.CompilerServices;
using TinyChain.Codegen.Tiering;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using Entry = TinyChain.Codegen.SieveEntry<
    TinyChain.Ir.Values.Hash256, TinyChain.Codegen.CachedOp>;

namespace TinyChain.Codegen;

/// <summary>
/// Station 6: compiled ops by the hash of their content, bounded by entries and bytes. An op is
/// checked and planned once, whoever asks at the same time; its code goes with it, for all of it
/// is collectible.
/// </summary>
public sealed class OpCache : ICompiledOps
{
    private readonly Sieve<Hash256, CachedOp> _ops;
    private readonly Tiers _tiers;

    /// <summary>
    /// The entry of each definition that was asked for again: hashing writes out the whole op. An
    /// entry that was dropped keeps its hash alone.
    /// </summary>
    private readonly ConditionalWeakTable<OpDef, Entry> _known = [];

    private readonly OwnCalls _ownCalls = new();

    public OpCache(CompilerOptions? options = null)
    {
        options ??= new CompilerOptions();
        _tiers = new Tiers(options.Tiers, options.Report);
        _ops = new(options.Capacity, options.MaxBytes) { Dropped = op => op.Drop() };
    }

    /// <summary>How many ops it holds.</summary>
    public int Count => _ops.Count;

    /// <summary>What it did so far.</summary>
    public CacheCounters Counters => new(_ops.Snapshot())
    {
        Interpreted = _tiers.Counters.Interpreted,
        Emitted = _tiers.Counters.Emitted,
        Promotions = _tiers.Counters.Promotions,
        Failures = _tiers.Counters.Failures,
        Queued = _tiers.Promoter.Count,
    };

    /// <summary>The ops that it holds, in no order.</summary>
    public IEnumerable<OpInfo> Ops =>
        from entry in _ops.Entries
        let op = entry.Value.Op
        where op is not null
        select new OpInfo(entry.Key, op.Definition)
        {
            Variants = op.VariantCount,
            Emitted = op.EmittedCount,
            // The first call brought it in.
            Calls = entry.Uses + 1,
            Fuel = op.Fuel,
            Bytes = entry.Bytes,
        };

    public CompiledOp? Get(OpDef op, out Fault? fault)
    {
        fault = null;
        if (_known.TryGetValue(op, out var entry) && entry.Value.Op is { } compiled)
        {
            entry.Use();
            return compiled;
        }

        return Find(op, entry?.Key, out fault);
    }

    /// <summary>
    /// Compiles the library's ops anew, when they are next called: their calls of one another need
    /// no routing.
    /// </summary>
    public void Adopt(Library library)
    {
        foreach (var op in _ownCalls.Add(library)) _known.Remove(op);
    }

    /// <summary>
    /// Emits an op in the background, for any arguments: it was installed, and calls will come.
    /// </summary>
    public void Warm(OpDef op)
    {
        if (Get(op, out _) is OpVariants variants) variants.Warm();
    }

    private OpVariants? Find(OpDef op, Hash256? known, out Fault? fault)
    {
        var hash = known ?? _ownCalls.KeyOf(op, ContentHash.Of(State.Of(op)));
        // Most ops that are new are never asked for again: these are not worth remembering.
        if (_ops.TryGet(hash, out var entry)) _known.AddOrUpdate(op, entry);
        else entry = _ops.Add(hash, new CachedOp(), MemoryEstimate.Of(op));
        return entry.Value.Compile(
            (op, _ownCalls.LibraryOf(op)), (_tiers, bytes => _ops.Resize(entry, bytes)), out fault);
    }
}
