using TinyChain.Ir.Values;

namespace TinyChain.Host.Http;

/// <summary>
/// There is no <see cref="Room"/> for a request. An exception, because buffers are filled from
/// within a JSON writer; the pipeline makes a fault of it.
/// </summary>
internal sealed class NoRoomException : Exception
{
    internal static Fault Fault => Fault.Unavailable(
        "this host holds too many large bodies and answers at once; try again later");
}
