using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Host.Http;

/// <summary>
/// A request's fuel and time, and its turns among the long runs once it is one.
/// </summary>
internal sealed class RequestBudget(Deadline deadline, LongRuns runs)
    : Budget(deadline.Time, deadline.Ttl), IDisposable
{
    private LongRun? _run;

    public void Dispose()
    {
        if (_run is not null) runs.Leave(_run);
    }

    protected override Fault? TakeTurn()
    {
        if (_run is not null)
        {
            runs.Pass(_run);
            return null;
        }

        _run = runs.Enter();
        return _run is null
            ? Fault.Unavailable($"this host is busy with {LongRuns.Most} long requests; "
                + "try again later")
            : null;
    }
}
