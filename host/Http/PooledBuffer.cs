using System.Buffers;

namespace TinyChain.Host.Http;

/// <summary>
/// A growing buffer out of the shared pool; its bytes are gone once it is disposed. A large one
/// takes its size from the host's room, and does not go back to the pool, which would keep one for
/// each thread.
/// </summary>
internal sealed class PooledBuffer(Room room) : IBufferWriter<byte>, IDisposable
{
    private const int FirstBytes = 4096;
    private const int LargeBytes = 128 << 10;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);

    internal int Length { get; private set; }

    internal ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    private bool IsLarge => _bytes.Length > LargeBytes;

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    internal void Clear() => Length = 0;

    public void Dispose()
    {
        Release();
        _bytes = [];
        Length = 0;
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - Length >= count) return;
        var size = Math.Max(_bytes.Length * 2, Length + count);
        byte[] larger;
        if (size > LargeBytes)
        {
            room.Take(size);
            larger = GC.AllocateUninitializedArray<byte>(size);
        }
        else
        {
            larger = ArrayPool<byte>.Shared.Rent(size);
        }

        Written.Span.CopyTo(larger);
        Release();
        _bytes = larger;
    }

    private void Release()
    {
        if (IsLarge) room.Give(_bytes.Length);
        else if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
    }
}
