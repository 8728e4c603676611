using TinyChain.Ir.Values;

namespace TinyChain.Host.Http;

/// <summary>
/// Station 9: sends an answer at the client's pace: a whole one in one write with its length, since
/// the asynchronous Python client needs head and body in one segment (decision 0006); a longer one
/// part by part as its rows are read (decision 0021).
/// </summary>
internal static class ResponseWriter
{
    // As long as an answer is sent, what it reads of the past is kept for it. So long a client gets
    // for all of it; Kestrel ends those that are slower than a bad line long before.
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Null, or why the answer could not be sent to its end.</summary>
    internal static async ValueTask<Fault?> Send(
        HttpResponse response, AnswerText answer, TimeProvider time)
    {
        response.StatusCode = answer.Status;
        response.ContentType = "application/json";
        if (answer.IsComplete) response.ContentLength = answer.Part.Length;
        else return await Stream(response, answer, time);
        await response.Body.WriteAsync(answer.Part);
        return null;
    }

    private static async ValueTask<Fault?> Stream(
        HttpResponse response, AnswerText answer, TimeProvider time)
    {
        using var late = new CancellationTokenSource(Longest, time);
        var gone = response.HttpContext.RequestAborted;
        try
        {
            while (true)
            {
                await response.Body.WriteAsync(answer.Part, late.Token);
                if (answer.IsComplete || gone.IsCancellationRequested) return null;
                // A client that reads fast leaves no pause for others between the parts.
                await Task.Yield();
                if (answer.Continue() is { } fault) return fault;
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return Fault.Timeout($"the client took longer than {Longest} to read its answer");
        }
    }
}
