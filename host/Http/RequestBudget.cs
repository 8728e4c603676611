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

    // Work that was left behind at the deadline ends at its next look at the budget, and takes no
    // turn that nobody would pass on.
    private volatile bool _isOver;

    public void Dispose()
    {
        _isOver = true;
        if (_run is not null) runs.Leave(_run);
    }

    protected override Fault? TakeTurn()
    {
        if (_isOver) return Fault.Timeout("the request is over");
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
