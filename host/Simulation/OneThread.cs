namespace TinyChain.Host.Simulation;

/// <summary>
/// Runs a simulation on the only thread that the process's pool is left with. Whatever the runtime
/// hands to the pool, it hands to that thread, which takes it up in the order in which it came, and
/// before the simulation goes on: so a seed decides all. The process does nothing else.
/// </summary>
internal static class OneThread
{
    internal static Task<T> Run<T>(Func<Task<T>> work)
    {
        ThreadPool.SetMinThreads(1, 1);
        return ThreadPool.SetMaxThreads(1, 1)
            ? Task.Run(work)
            : throw new InvalidOperationException("the pool can't be narrowed to one thread");
    }

    /// <summary>Lets all that was handed to the pool be done first.</summary>
    internal static System.Runtime.CompilerServices.YieldAwaitable Settle() => Task.Yield();
}
