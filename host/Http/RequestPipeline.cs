using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel;
using TinyChain.Runtime.Telemetry;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Http;

/// <summary>The straight path of a request: nine stations, one line each.</summary>
internal sealed class RequestPipeline(
    Door door, Machinery machinery, Router router, TxnRunner txns, ILogger log)
{
    internal async Task Run(HttpContext http)
    {
        var start = door.Deadline.Time.GetTimestamp();
        using var share = new ThreadShare(door.LongRuns, door.Deadline);
        var (station, outcome, budget) = await Guard(http, share);
        if (http.RequestAborted.IsCancellationRequested) return;
        using var body = new PooledBuffer(door.Room);
        var status = Print(http, share, outcome, body);                                     // 9
        share.Dispose();
        CostHeader.Write(http, budget);
        await ResponseWriter.Send(http.Response, status, body);
        RequestLog.Ended(log, http, station, door.Deadline.Time.GetElapsedTime(start));
    }

    private async ValueTask<Answered> Answer(HttpContext http, ThreadShare share)
    {
        var (raw, fault) = await door.Reader.Read(http);                                    // 1
        if (raw is null) return Refused(Station.Read, fault);
        using var _ = raw;
        share.StartClock();
        var caller = TokenVerifier.Verify(raw.Authorization, out fault);                    // 2
        if (caller is null) return Refused(Station.Verify, fault);
        var form = router.FormOf(raw.Verb, raw.Target.Link);
        var txn = txns.Begin(
            raw.Target.TxnId, raw.Verb, form == BodyForm.Statements, out fault);            // 3
        if (txn is null) return Refused(Station.Begin, fault);
        try
        {
            return await Answer(raw, form, (caller, txn), share);
        }
        finally
        {
            txns.Release(txn);
        }
    }

    private async ValueTask<Answered> Answer(
        RawRequest raw, BodyForm form, (Caller Caller, Txn Txn) by, ThreadShare share)
    {
        if (share.TakeTurnFor(raw.Body.Length) is { } busy) return Refused(Station.Parse, busy);
        var request = door.Parser.Parse(raw, form, out var fault);                          // 4
        if (request is null) return Refused(Station.Parse, fault);
        var budget = new RequestBudget(door.Deadline, share);
        var context = new CallContext(by.Caller, by.Txn, budget, machinery);
        var answer = await door.Deadline.Within(router.Handle(context, request));     // 5, 6, 7
        var outcome = await txns.End(by.Txn, answer);                                       // 8
        return new Answered(Station.End, outcome, budget);
    }

    private static Answered Refused(Station station, Fault? fault) =>
        new(station, new Outcome(OutcomeKind.RolledBack, State.Of(fault!)));

    private async ValueTask<Answered> Guard(HttpContext http, ThreadShare share)
    {
        try
        {
            return await Answer(http, share);
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

    private int Print(HttpContext http, ThreadShare share, Outcome outcome, PooledBuffer body)
    {
        Fault? fault;
        try
        {
            fault = share.TakeTurnFor(outcome.Answer.Weight);
            if (fault is null) return ResponseWriter.Print(outcome, body);
        }
        catch (NoRoomException)
        {
            fault = NoRoomException.Fault;
        }
        catch (Exception bug)
        {
            fault = Bug(http, bug);
        }

        return ResponseWriter.Print(Refused(Station.Write, fault).Outcome, body);
    }

    private Fault Bug(HttpContext http, Exception bug)
    {
        // Details are for the operator; the client gets the id that finds them.
        RequestLog.Bug(log, bug, http.TraceIdentifier);
        return new Fault(
            FaultKind.Internal, $"internal error {http.TraceIdentifier}; see the host's log", []);
    }
}
