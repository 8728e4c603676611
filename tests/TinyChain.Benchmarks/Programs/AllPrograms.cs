using System.Collections.Immutable;

namespace TinyChain.Benchmarks.Programs;

/// <summary>Every program, in the order of the table.</summary>
public static class AllPrograms
{
    public static readonly ImmutableArray<BenchProgram> List =
    [
        ToFeet.Program, Poly20.Program, Loop1e6.Program, Fib90.Program, Fib20.Program,
        Collatz.Program, Mandelbrot.Program, Rules50.Program, Template.Program, List10k.Program,
    ];
}
