using System.Buffers.Binary;
using System.Collections.Immutable;
using TinyChain.Ir.Values;
using Utf8Text = System.Text.Encoding;

namespace TinyChain.Ir.Encoding;

/// <summary>
/// Reads the atoms of the canonical form, and refuses any second spelling. After the first problem
/// everything reads as nothing, so callers look at <see cref="IsBroken"/> once per item.
/// </summary>
internal ref struct EncodingReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>
    /// States within nodes within states: 512 levels of a state, 256 of JSON within its ops, and
    /// as many again for the parts that a level of JSON may become.
    /// </summary>
    private const int MaxDepth = 1024;

    private ReadOnlySpan<byte> _rest = bytes;
    private int _depth;

    /// <summary>What is wrong with the bytes, or null.</summary>
    public string? Problem { get; private set; }

    public readonly bool IsBroken => Problem is not null;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The rest is not read once something is wrong; the first problem stays.</summary>
    public void Fail(string problem)
    {
        Problem ??= problem;
        _rest = default;
    }

    /// <summary>One level further in; false, with a problem, below the deepest one.</summary>
    public bool Enter()
    {
        if (++_depth > MaxDepth) Fail("nested too deeply");
        return !IsBroken;
    }

    public void Leave() => _depth--;

    public byte Byte()
    {
        var one = Raw(1);
        return one.IsEmpty ? (byte)0 : one[0];
    }

    /// <summary>How many items follow: never more than there are bytes left.</summary>
    public int Count()
    {
        var value = Number();
        if (value > (uint)_rest.Length) Fail("a count is larger than what follows");
        return IsBroken ? 0 : (int)value;
    }

    public long Fixed(int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        Raw(width).CopyTo(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    public ReadOnlySpan<byte> Raw(int length)
    {
        if (length > _rest.Length) Fail("cut short");
        if (IsBroken) return default;
        var read = _rest[..length];
        _rest = _rest[length..];
        return read;
    }

    public string Text()
    {
        var form = Number();
        var length = form >> 1;
        if (length > (uint)_rest.Length) Fail("a text is longer than what follows");
        var raw = Raw(IsBroken ? 0 : (int)length);
        return (form & 1) == 0 ? Utf8(raw) : Utf16(raw);
    }

    /// <summary>A name. The Id that stands in for a wrong one is never seen.</summary>
    public Id Name()
    {
        if (Id.TryParse(Text(), out var id, out var problem)) return id;
        Fail(problem);
        return Id.Of("_");
    }

    public ImmutableArray<Id> Names()
    {
        var names = new Id[Count()];
        for (var i = 0; i < names.Length && !IsBroken; i++) names[i] = Name();
        return [.. names];
    }

    public Link Link()
    {
        var text = Text();
        if (Values.Link.TryParse(text, out var link, out _) && link.ToString() == text) return link;
        Fail("a link is not spelled as links are");
        return Values.Link.Default;
    }

    private uint Number()
    {
        var value = 0u;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            if (shift == 28 && next > 15) break;
            value |= (uint)(next & 0x7f) << shift;
            if (next >= 0x80) continue;
            if (next == 0 && shift > 0) break;
            return value;
        }

        Fail("a count is not spelled as counts are");
        return 0;
    }

    private string Utf8(ReadOnlySpan<byte> raw)
    {
        if (System.Text.Unicode.Utf8.IsValid(raw)) return Utf8Text.UTF8.GetString(raw);
        Fail("a text is not UTF-8");
        return "";
    }

    private string Utf16(ReadOnlySpan<byte> raw)
    {
        var text = Decode(raw);
        if (raw.Length % 2 == 0 && !EncodingWriter.IsWellFormed(text)) return text;
        Fail("a text is UTF-16 without need");
        return "";
    }

    private static string Decode(ReadOnlySpan<byte> raw)
    {
        var chars = new char[raw.Length / 2];
        for (var i = 0; i < chars.Length; i++)
            chars[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(raw[(i * 2)..]);
        return new string(chars);
    }
}
