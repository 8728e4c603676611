using TinyChain.Runtime.Telemetry;

namespace TinyChain.Host.Http;

/// <summary>One line per request; its event id is the station where the request ended.</summary>
internal static partial class RequestLog
{
    internal static void Ended(ILogger log, HttpContext http, Station station, TimeSpan time)
    {
        if (!log.IsEnabled(LogLevel.Debug)) return;
        log.Log(
            LogLevel.Debug, new EventId((int)station, station.ToString()), (http, station, time),
            null, static (state, _) => Line(state.http, state.station, state.time));
    }

    [LoggerMessage(500, LogLevel.Error, "internal error {Id}")]
    internal static partial void Bug(ILogger log, Exception bug, string id);

    [LoggerMessage(9, LogLevel.Error, "answer {Id} broke off: {Reason}")]
    internal static partial void BrokeOff(ILogger log, string id, string reason);

    private static string Line(HttpContext http, Station station, TimeSpan time) =>
        $"{http.Request.Method} {http.Request.Path} ended at {(int)station} {station} with "
        + $"{http.Response.StatusCode} in {time.TotalMilliseconds:0.0} ms";
}
