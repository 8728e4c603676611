using TinyChain.Host.Network;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel;
using TinyChain.Runtime.Telemetry;

namespace TinyChain.Host.Http;

/// <summary>The straight path of a request: nine stations, one line each.</summary>
internal sealed class RequestPipeline(
    Door door, Machinery machinery, Router router, Func<RequestTxn> txns, ILogger log)
{
    internal async Task Run(HttpContext http)
    {
        var start = door.Deadline.Time.GetTimestamp();
        using var share = new ThreadShare(door.LongRuns, door.Deadline);
        using var txn = txns();
        var answered = await Guard(http, share, txn);
        if (http.RequestAborted.IsCancellationRequested) return;
        using var body = new PooledBuffer(door.Room);
        using var text = new AnswerText(body);
        Print(http, (share, txn), answered, text);                                          // 9
        // After the first part is printed: what can't be has failed, and changes nothing.
        if (await txn.End(text) is { } doubt) text.Refuse(doubt);                           // 8
        share.Dispose();
        if (text.IsComplete) txn.Dispose();
        CostHeader.Write(http, answered.Budget);
        if (txn.WriteId is { } id) http.Response.Headers["TinyChain-Txn"] = id;
        if (txn.PeerClock is { } clock) http.Response.Headers[PeerHeaders.ClockName] = clock;
        await Send(http, text);
        RequestLog.Ended(log, http, answered.Station, door.Deadline.Time.GetElapsedTime(start));
    }

    private async ValueTask<Answered> Answer(HttpContext http, ThreadShare share, RequestTxn held)
    {
        var (raw, fault) = await door.Reader.Read(http);                                    // 1
        if (raw is null) return Refused(Station.Read, fault);
        using var _ = raw;
        share.StartClock();
        var caller = door.Verifier.Verify(raw.Authorization, raw.AsCall(), out fault);      // 2
        if (caller is null) return Refused(Station.Verify, fault);
        var form = router.FormOf(raw.Verb, raw.Target.Link);
        if (await held.Recall(raw, caller, door.Deadline.Ttl) is { } known) return known;
        var txn = held.Begin(raw, caller, form == BodyForm.Statements, out fault);          // 3
        if (txn is null) return Refused(Station.Begin, fault);
        if (share.TakeTurnFor(raw.Body.Length) is { } busy) return Refused(Station.Parse, busy);
        var request = door.Parser.Parse(raw, form, out fault);                              // 4
        if (request is null) return Refused(Station.Parse, fault);
        var budget = new RequestBudget(door.Deadline, share);
        var context = new CallContext(caller, txn, budget, machinery);
        var answer = await door.Deadline.Within(Handle(context, held, request));      // 5, 6, 7
        return new Answered(Station.End, answer, budget);
    }

    /// <summary>
    /// The answer as it prints: its collections are claimed while it is in time. What comes too
    /// late to write is begun again, as long as that is nobody else's business.
    /// </summary>
    private async ValueTask<State> Handle(CallContext context, RequestTxn held, Request request)
    {
        while (true)
        {
            var answer = await ShownAnswer.Of(await router.Handle(context, request));
            if (answer.As<Fault>() is not { } fault || await held.Again(fault) is not { } next)
                return answer;
            context = context.Again(next);
        }
    }

    private static Answered Refused(Station station, Fault? fault) =>
        new(station, State.Of(fault!));

    private async ValueTask<Answered> Guard(HttpContext http, ThreadShare share, RequestTxn txn)
    {
        try
        {
            return await Answer(http, share, txn);
        }
        catch (BadHttpRequestException refused)
        {
            return Refused(Station.Read, FaultWriter.Of(refused));
        }
        catch (NoRoomException)
        {
            return Refused(Station.Read, NoRoomException.Fault);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            return Refused(Station.Read, Fault.BadRequest("the client went away"));
        }
        catch (Exception bug)
        {
            return Refused(Station.Run, Bug(http, bug));
        }
    }

    /// <summary>
    /// Prints the answer, or its beginning. Nobody is to wait for a client that reads slowly: what
    /// a transaction shows that stays in others' way is printed to its end before it is sent.
    /// </summary>
    private void Print(
        HttpContext http, (ThreadShare Share, RequestTxn Txn) held, Answered answered,
        AnswerText text)
    {
        Fault? fault;
        try
        {
            if (answered.Before is { } before)
            {
                text.Repeat(before);
                return;
            }

            fault = held.Share.TakeTurnFor(answered.Answer.Weight);
            if (fault is null) text.Begin(answered.Answer);
            while (fault is null && !text.IsComplete && held.Txn.IsInTheWay)
                fault = held.Share.TakeTurn() ?? text.Grow();
        }
        catch (NoRoomException)
        {
            fault = NoRoomException.Fault;
        }
        catch (Exception bug)
        {
            fault = Bug(http, bug);
        }

        if (fault is not null) text.Refuse(fault);
    }

    /// <summary>What breaks off has sent its status, and so ends with its connection.</summary>
    private async Task Send(HttpContext http, AnswerText text)
    {
        Fault? fault;
        try
        {
            fault = await ResponseWriter.Send(http.Response, text, door.Deadline.Time);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception bug)
        {
            fault = Bug(http, bug);
        }

        if (fault is null) return;
        RequestLog.BrokeOff(log, http.TraceIdentifier, fault.Message);
        http.Abort();
    }

    private Fault Bug(HttpContext http, Exception bug)
    {
        // Details are for the operator; the client gets the id that finds them.
        RequestLog.Bug(log, bug, http.TraceIdentifier);
        return new Fault(
            FaultKind.Internal, $"internal error {http.TraceIdentifier}; see the host's log", []);
    }
}
