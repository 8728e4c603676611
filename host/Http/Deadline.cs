using TinyChain.Ir.Values;

namespace TinyChain.Host.Http;

/// <summary>How long a request may take from the time that it has been read.</summary>
public sealed record Deadline(TimeProvider Time, TimeSpan Ttl)
{
    // Compiled code looks at the budget, and ends with a better message, well within this.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The answer, or a timeout. Work that ignores its budget is left behind, its answer dropped.
    /// </summary>
    internal async ValueTask<State> Within(ValueTask<State> answer)
    {
        if (answer.IsCompleted) return await answer;
        try
        {
            return await answer.AsTask().WaitAsync(Ttl + s_grace, Time);
        }
        catch (TimeoutException)
        {
            return State.Of(Exceeded());
        }
    }

    internal Fault Exceeded() =>
        Fault.Timeout($"request_ttl of {Ttl.TotalSeconds:0.###} s exceeded");
}
