using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Sinks;

/// <summary>
/// A .NET assembly, its portable PDB, and the literals of each method, in the order of the ops and
/// their bodies.
/// </summary>
internal sealed record BundleImage(
    byte[] Assembly, byte[] Symbols, IReadOnlyList<ImmutableArray<State>> Literals)
{
    /// <summary>The assembly's name, and the namespace of its types.</summary>
    internal const string Name = "TinyChain.Bundle";
}
