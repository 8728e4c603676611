using System.Diagnostics;
using System.Runtime;
using TinyChain.Codegen;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Planning;
using TinyChain.Parser;
using TinyChain.Runtime.Execution;

namespace TinyChain.Benchmarks.Compiling;

/// <summary>Takes ops that were never seen to their answers, and the time.</summary>
internal static class Stages
{
    /// <summary>Times of each stage but the last figure, each run by itself.</summary>
    internal static double[] OneByOne(CallContext context, byte[] body)
    {
        var bag = new DiagnosticBag();
        var (_, read) = Time(() => OpParser.ReadSyntax(body));
        var (parsed, parse) = Time(() => OpParser.ParseHypothetical(body));
        var (_, readAgain) = Time(() => OpParser.ReadSyntax(body));
        var op = parsed.Product!;
        var (typed, check) = Time(() => OpChecker.Check(
            op, null, bag, evaluate: ConstantCalls.Evaluate)!);
        Check.That(op.NodeCount == UnseenOps.Nodes, $"an op of {op.NodeCount} nodes came");
        var (plan, planning) = Time(() => OpPlanner.Plan(typed, bag)!);
        var (code, emit) = Time(CompiledProgram.Emitting(context, plan));
        var jitBefore = JitInfo.GetCompilationTime(currentThread: true);
        var start = Stopwatch.GetTimestamp();
        var answer = code();
        var run = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        var jit = (JitInfo.GetCompilationTime(currentThread: true) - jitBefore).TotalNanoseconds;
        Check.That(!answer.IsFault, $"the op has an answer, not {answer}");

        // To parse is also to read. Machine code is made when the op is first run.
        return [read, Math.Max(0, parse - readAgain), check, planning, emit, jit, run - jit];
    }

    /// <summary>The time of all of them, as a request takes them.</summary>
    internal static async Task<double> AllAtOnce(CallContext context, byte[] body)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = await OpRunner.Run(context, OpParser.ParseHypothetical(body).Product!);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        Check.That(!answer.IsFault, $"the op has an answer, not {answer}");
        return elapsed;
    }

    private static (T Product, double Nanoseconds) Time<T>(Func<T> stage)
    {
        var start = Stopwatch.GetTimestamp();
        var product = stage();
        return (product, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
    }
}
