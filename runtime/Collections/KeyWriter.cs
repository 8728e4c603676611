using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace TinyChain.Runtime.Collections;

/// <summary>Writes the atoms of keys; see <see cref="KeyEncoding"/>.</summary>
internal sealed class KeyWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    internal byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    internal void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    internal void Raw(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    /// <summary>The low `width` bytes, the highest first.</summary>
    internal void Big(ulong value, int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        Raw(bytes[(8 - width)..]);
    }

    internal void Text(string text) => Ended(Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// Bytes of any number: 00 becomes 00 ff, and 00 00 ends them. So a text sorts before those
    /// that begin with it, and what follows in the key doesn't count until the text has ended.
    /// </summary>
    internal void Ended(ReadOnlySpan<byte> bytes)
    {
        for (var zero = bytes.IndexOf((byte)0); zero >= 0; zero = bytes.IndexOf((byte)0))
        {
            Raw(bytes[..(zero + 1)]);
            Byte(0xff);
            bytes = bytes[(zero + 1)..];
        }

        Raw(bytes);
        Raw([0, 0]);
    }
}
