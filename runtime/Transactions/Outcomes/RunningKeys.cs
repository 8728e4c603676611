using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Transactions.Outcomes;

/// <summary>
/// Which keys have a request that runs now: one for each key. Pure; `T` is what tells of its end.
/// </summary>
public sealed class RunningKeys<T>
    where T : class
{
    /// <summary>Each is a request, so the host's connections bound them well below.</summary>
    public const int Most = 1 << 16;

    private readonly Dictionary<Hash256, (Hash256 Request, T Run)> _running = [];

    /// <summary>
    /// Lets a request run under its key: neither a fault nor another where it may. Else the other
    /// one that runs, or why it may not run even after that.
    /// </summary>
    public T? Enter(OutcomeKey key, T run, out Fault? fault)
    {
        fault = null;
        if (_running.TryGetValue(key.Name, out var other))
        {
            if (other.Request != key.Request) fault = OutcomeFaults.Another();
            return other.Run;
        }

        if (_running.Count >= Most) fault = OutcomeFaults.Full();
        else _running.Add(key.Name, (key.Request, run));
        return null;
    }

    /// <summary>Its request has ended.</summary>
    public void Leave(OutcomeKey key) => _running.Remove(key.Name);
}
