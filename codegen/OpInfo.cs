using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen;

/// <summary>
/// What the cache knows of one op, for the debug endpoint. `Emitted` of its `Variants` run as
/// emitted code; the others that were called are interpreted. `Bytes` is an estimate.
/// </summary>
public sealed record OpInfo(Hash256 Hash, OpDef Definition)
{
    public required int Variants { get; init; }

    public required int Emitted { get; init; }

    /// <summary>Calls by way of the cache; busy threads may have lost some.</summary>
    public required long Calls { get; init; }

    /// <summary>What its calls took so far: see CompiledOp.</summary>
    public required long Fuel { get; init; }

    public required long Bytes { get; init; }
}
