using TinyChain.Benchmarks.Programs;
using TinyChain.Benchmarks.Timing;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Benchmarks;

/// <summary>`ops`: each program against the same in C#.</summary>
internal static class OpsCommand
{
    /// <summary>The results; null where an op answers wrongly, and `problems` tells.</summary>
    internal static async Task<List<OpResult>?> Run(
        IReadOnlyList<BenchProgram> programs, IReadOnlyList<int> tiers, int rounds,
        TextWriter problems)
    {
        var context = await World.Open(programs);
        var results = new List<OpResult>();
        foreach (var program in programs)
        {
            if (Compile(program, tiers, context, problems) is not { } compiled) return null;
            var loops = compiled.Select(c => (Action<int>)c.Run).Prepend(program.Hand.Run);
            results.Add(OpResult.Of(program, tiers, Comparison.Of([.. loops], rounds)));
        }

        return results;
    }

    /// <summary>The op in each tier, seen to answer as the C# does.</summary>
    private static List<CompiledProgram>? Compile(
        BenchProgram program, IReadOnlyList<int> tiers, CallContext context, TextWriter problems)
    {
        var expected = program.Hand.Answer();
        var compiled = tiers.Select(t => new CompiledProgram(program, t, context)).ToList();
        foreach (var one in compiled)
        {
            var answer = one.Answer();
            if (!answer.IsFault && ContentHash.Of(answer) == ContentHash.Of(expected)) continue;
            var text = answer.As<Fault>()?.Message ?? answer.ToString();
            problems.WriteLine($"{program.Name} answers {text}, and in C# {expected}");
            return null;
        }

        return compiled;
    }
}
