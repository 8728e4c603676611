using System.Buffers;
using System.Text.Json;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Http;

/// <summary>
/// Station 9: the outcome as status and JSON. The whole answer is made before the first byte goes
/// out, because a state can turn out to have no JSON, and because the asynchronous Python client
/// needs head and body in one segment (decision 0006).
/// </summary>
internal static class ResponseWriter
{
    /// <summary>Writes the body, and returns the status.</summary>
    /// <exception cref="NoRoomException">Too many large answers wait to be read.</exception>
    internal static int Print(Outcome outcome, PooledBuffer body) => outcome.Kind switch
    {
        OutcomeKind.InDoubt => Print(Fault.Unavailable("the transaction's outcome is not known "
            + "yet: it may have committed; read before you repeat it"), body),
        OutcomeKind.Committed or OutcomeKind.RolledBack =>
            outcome.Answer.As<Fault>() is { } fault
                ? Print(fault, body) : Print(outcome.Answer, body),
    };

    /// <summary>Sends the answer, at the client's pace; a small one in one segment.</summary>
    internal static ValueTask Send(HttpResponse response, int status, PooledBuffer body)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body.Written);
    }

    private static int Print(State answer, PooledBuffer body)
    {
        Fault? fault;
        using (var json = new Utf8JsonWriter(body, StateWriter.Options))
        {
            fault = StateWriter.Write(json, answer);
        }

        if (fault is not null) return Print(fault, body);
        body.Write("\n"u8);
        return StatusCodes.Status200OK;
    }

    private static int Print(Fault fault, PooledBuffer body)
    {
        body.Clear();
        using (var json = new Utf8JsonWriter(body, StateWriter.Options))
        {
            FaultWriter.Write(json, fault);
        }

        body.Write("\n"u8);
        return FaultWriter.Describe(fault.Kind).Status;
    }
}
