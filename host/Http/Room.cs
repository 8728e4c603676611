namespace TinyChain.Host.Http;

/// <summary>
/// Memory that all requests together may hold in large buffers: bodies that are still coming, and
/// answers that are slow to go. Without it, a hundred clients could each hold a body's limit.
/// </summary>
internal sealed class Room(long bytes)
{
    private long _left = bytes;

    /// <exception cref="NoRoomException">There isn't as much left.</exception>
    internal void Take(long count)
    {
        if (Interlocked.Add(ref _left, -count) >= 0) return;
        Interlocked.Add(ref _left, count);
        throw new NoRoomException();
    }

    internal void Give(long count) => Interlocked.Add(ref _left, count);
}
