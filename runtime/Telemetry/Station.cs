namespace TinyChain.Runtime.Telemetry;

/// <summary>
/// The nine stations of a request, by their numbers in the README: the ids of log events, so that a
/// log tells where a request ended.
/// </summary>
public enum Station
{
    Read = 1,
    Verify = 2,
    Begin = 3,
    Parse = 4,
    Route = 5,
    Compile = 6,
    Run = 7,
    End = 8,
    Write = 9,
}
