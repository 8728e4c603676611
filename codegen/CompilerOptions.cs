using TinyChain.Codegen.Tiering;
using TinyChain.Ir;

namespace TinyChain.Codegen;

/// <summary>How a cache of compiled ops works.</summary>
public sealed record CompilerOptions
{
    public TierPolicy Tiers { get; init; } = new();

    /// <summary>Ops that it holds at most.</summary>
    public int Capacity { get; init; } = Limits.CompiledOps;

    /// <summary>Bytes that these may keep, as estimated.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    /// <summary>Told what an operator should know, such as that code can't be emitted.</summary>
    public Action<string>? Report { get; init; }
}
