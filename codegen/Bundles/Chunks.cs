using System.Buffers.Binary;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// A list of byte strings as one: how many, then each with its length before it. A bundle's
/// sections are lists of lists of canonical encodings.
/// </summary>
internal static class Chunks
{
    private const int NumberSize = 4;

    internal static byte[] Write(IReadOnlyCollection<byte[]> chunks)
    {
        var bytes = new byte[NumberSize + chunks.Sum(c => NumberSize + c.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, chunks.Count);
        var at = NumberSize;
        foreach (var chunk in chunks)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), chunk.Length);
            chunk.CopyTo(bytes, at + NumberSize);
            at += NumberSize + chunk.Length;
        }

        return bytes;
    }

    /// <summary>The list again; null for bytes that spell none.</summary>
    internal static ReadOnlyMemory<byte>[]? Read(ReadOnlyMemory<byte> bytes)
    {
        if (!TryNumber(ref bytes, out var count) || count > bytes.Length / NumberSize) return null;
        var chunks = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
        {
            if (!TryNumber(ref bytes, out var length) || length > bytes.Length) return null;
            (chunks[i], bytes) = (bytes[..length], bytes[length..]);
        }

        return bytes.IsEmpty ? chunks : null;
    }

    private static bool TryNumber(ref ReadOnlyMemory<byte> bytes, out int number)
    {
        number = -1;
        if (bytes.Length < NumberSize) return false;
        number = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
        bytes = bytes[NumberSize..];
        return number >= 0;
    }
}
