using TinyChain.Runtime.Auth;

namespace TinyChain.Host.Http;

/// <summary>
/// What a request needs of the host itself: to get in, to be read, time, a thread, memory.
/// </summary>
internal sealed record Door(
    RequestReader Reader, BodyParser Parser, Deadline Deadline, LongRuns LongRuns, Room Room)
{
    /// <summary>Who may come in.</summary>
    internal required TokenVerifier Verifier { get; init; }
}
