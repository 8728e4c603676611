using System.Buffers;
using System.Buffers.Binary;
using Utf8Text = System.Text.Encoding;

namespace TinyChain.Ir.Encoding;

/// <summary>Writes the atoms of the canonical form: each has exactly one spelling.</summary>
internal sealed class EncodingWriter
{
    /// <summary>Bytes that most ops take no more than: the buffer then never grows.</summary>
    private const int Usual = 512;

    private readonly ArrayBufferWriter<byte> _buffer = new(Usual);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    /// <summary>Seven bits a byte, the lowest first, in as few bytes as will do.</summary>
    public void Count(int value)
    {
        var rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7) Byte((byte)(rest | 0x80));
        Byte((byte)rest);
    }

    /// <summary>The low `width` bytes, the lowest first.</summary>
    public void Fixed(long value, int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Raw(bytes[..width]);
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.GetSpan(bytes.Length));
        _buffer.Advance(bytes.Length);
    }

    /// <summary>
    /// A text: twice its length in bytes, then UTF-8. One that has none, for a surrogate on its
    /// own, is twice its length plus one, then UTF-16: so that no two texts are spelled alike.
    /// </summary>
    public void Text(string text)
    {
        if (!IsWellFormed(text))
        {
            Count((text.Length * 4) + 1);
            foreach (var c in text) Fixed(c, 2);
            return;
        }

        var length = Utf8Text.UTF8.GetByteCount(text);
        Count(length * 2);
        Utf8Text.UTF8.GetBytes(text, _buffer.GetSpan(length));
        _buffer.Advance(length);
    }

    /// <summary>True where each surrogate has its partner.</summary>
    public static bool IsWellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff')) return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
