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
        var (station, outcome) = await Guard(http);
        if (http.RequestAborted.IsCancellationRequested) return;
        try
        {
            await ResponseWriter.Write(http.Response, outcome, door.Room);                  // 9
        }
        catch (NoRoomException) when (!http.Response.HasStarted)
        {
            (station, outcome) = Refused(Station.Write, NoRoomException.Fault);
            await ResponseWriter.Write(http.Response, outcome, door.Room);
        }
        catch (Exception bug) when (!http.Response.HasStarted)
        {
            (station, outcome) = Broken(http, bug, Station.Write);
            await ResponseWriter.Write(http.Response, outcome, door.Room);
        }

        RequestLog.Ended(log, http, station, door.Deadline.Time.GetElapsedTime(start));
    }

    /// <summary>The outcome, and the station where the request ended.</summary>
    private async ValueTask<(Station Station, Outcome Outcome)> Answer(HttpContext http)
    {
        var (raw, fault) = await door.Reader.Read(http);                                    // 1
        if (raw is null) return Refused(Station.Read, fault);
        using var _ = raw;
        var caller = TokenVerifier.Verify(raw.Authorization, out fault);                    // 2
        if (caller is null) return Refused(Station.Verify, fault);
        var txn = txns.Begin(raw.Target.TxnId, raw.Verb, out fault);                        // 3
        if (txn is null) return Refused(Station.Begin, fault);
        var form = router.FormOf(raw.Verb, raw.Target.Link);
        var request = BodyParser.Parse(raw, form, out fault);                               // 4
        if (request is null) return Refused(Station.Parse, fault);
        txn = txn with { IsHypothetical = form == BodyForm.Statements };
        var answer = await Handle(caller, txn, request);                              // 5, 6, 7
        return (Station.End, TxnRunner.End(txn, answer));                                   // 8
    }

    private async ValueTask<State> Handle(Caller caller, Txn txn, Request request)
    {
        using var budget = new RequestBudget(door.Deadline, door.LongRuns);
        var context = new CallContext(caller, txn, budget, machinery);
        return await door.Deadline.Within(router.Handle(context, request));
    }

    private static (Station Station, Outcome Outcome) Refused(Station station, Fault? fault) =>
        (station, new Outcome(OutcomeKind.RolledBack, State.Of(fault!)));

    private async ValueTask<(Station Station, Outcome Outcome)> Guard(HttpContext http)
    {
        try
        {
            return await Answer(http);
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
            return Broken(http, bug, Station.Run);
        }
    }

    private (Station Station, Outcome Outcome) Broken(
        HttpContext http, Exception bug, Station station)
    {
        // Details are for the operator; the client gets the id that finds them.
        RequestLog.Bug(log, bug, http.TraceIdentifier);
        return Refused(station, new Fault(
            FaultKind.Internal, $"internal error {http.TraceIdentifier}; see the host's log", []));
    }
}
