using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Host.Http;

/// <summary>A request's fuel and time, and its share of the threads once it runs long.</summary>
internal sealed class RequestBudget(Deadline deadline, ThreadShare share)
    : Budget(deadline.Time, deadline.Ttl)
{
    protected override Fault? TakeTurn() => share.TakeTurn();
}
