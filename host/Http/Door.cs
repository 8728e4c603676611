namespace TinyChain.Host.Http;

/// <summary>What a request needs of the host itself: to get in, time, a thread, memory.</summary>
internal sealed record Door(RequestReader Reader, Deadline Deadline, LongRuns LongRuns, Room Room);
