using TinyChain.Ir.Ops;
using TinyChain.Runtime.Execution;

namespace TinyChain.Host.Hosting;

/// <summary>
/// What a host does once it listens, beside the first requests: it takes some samples through all
/// stages, for .NET compiles our own code well only where it was used; then it compiles the ops
/// that were installed before, as an install does, and verifies the links between the blocks of
/// chains. It takes its time, and little of the machine's: see docs/decisions/0020 and 0042.
/// </summary>
internal sealed class WarmUp(Samples samples, IEnumerable<OpDef> installed, ICompiledOps ops)
    : IAsyncDisposable
{
    /// <summary>
    /// Between two ops: so at most a thousand a second come to be emitted. And between two chains.
    /// </summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource _stop = new();

    /// <summary>Completes when all is done.</summary>
    internal Task Done { get; private set; } = Task.CompletedTask;

    /// <summary>So many ops at most: there is room left for what requests bring.</summary>
    internal required int MaxOps { get; init; }

    /// <summary>Whether samples are run: in a process that does nothing but serve.</summary>
    internal required bool RunsSamples { get; init; }

    /// <summary>For each chain, what is wrong with it.</summary>
    internal required IEnumerable<IReadOnlyList<string>> Chains { get; init; }

    /// <summary>Told of each chain that is damaged.</summary>
    internal required Action<string> Report { get; init; }

    internal void Start() => Done = Task.Run(Run);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Done;
        _stop.Dispose();
    }

    private async Task Run()
    {
        try
        {
            if (RunsSamples) await samples.Run(_stop.Token);
            foreach (var op in installed.Take(MaxOps))
            {
                ops.Warm(op);
                await Task.Delay(s_pause, _stop.Token);
            }

            foreach (var problems in Chains)
            {
                foreach (var problem in problems) Report(problem);
                await Task.Delay(s_pause, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops: nobody calls these any more.
        }
    }
}
