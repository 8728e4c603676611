using System.Runtime.CompilerServices;
using TinyChain.Ir.Values;

namespace TinyChain.Benchmarks.Programs;

/// <summary>A program written by hand, which a caller reaches through a delegate.</summary>
/// <param name="Run">Calls it so many times.</param>
/// <param name="Answer">Calls it once: the answer as the state that the op must give.</param>
public sealed record HandCode(Action<int> Run, Func<State> Answer)
{
    public static HandCode Of<TIn, TOut>(
        Func<TIn, TOut> code, TIn argument, Func<TOut, State> toState) =>
        new(new Loop<TIn, TOut>(code, argument).Run, () => toState(code(argument)));

    private sealed class Loop<TIn, TOut>(Func<TIn, TOut> code, TIn argument)
    {
        private TOut? _last;

        /// <summary>
        /// Optimised without a profile, which would inline the delegate's target: no embedding
        /// caller that knows ops by name could do that.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        internal void Run(int times)
        {
            var (call, given) = (code, argument);
            var last = default(TOut);
            for (var i = 0; i < times; i++) last = call(given);
            _last = last;
        }
    }
}
