using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Benchmarks.Programs;

/// <summary>A program in both languages: an op's JSON and the same written by hand.</summary>
/// <param name="Name">What `--only` and the table call it.</param>
/// <param name="Json">The op's definition.</param>
/// <param name="Arguments">What the op's inputs are given, by name.</param>
/// <param name="Hand">The same program in C#, with its argument.</param>
/// <param name="Bar">What the op may cost.</param>
public sealed record BenchProgram(
    string Name, string Json, ImmutableArray<(string Name, State Value)> Arguments, HandCode Hand,
    Bar Bar)
{
    /// <summary>
    /// Whether it is installed as `/lib/bench/NAME/0.0.0/NAME` first, because it calls itself.
    /// </summary>
    public bool IsInstalled { get; init; }
}
