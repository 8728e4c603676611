using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TinyChain.Ir.Values;

/// <summary>A SHA-256 digest, as a value that can be a dictionary's key.</summary>
public readonly record struct Hash256(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = 32;

    /// <summary>All bits zero: the hash of what counts as none (spec/language.md 7.5).</summary>
    public static readonly Hash256 Zero;

    /// <summary>The SHA-256 of some bytes.</summary>
    public static Hash256 OfData(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Size];
        SHA256.HashData(data, digest);
        return Read(digest);
    }

    /// <summary>The SHA-256 of a text's UTF-8.</summary>
    public static Hash256 OfText(string text) => OfData(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>The digest that 32 bytes spell.</summary>
    public static Hash256 Read(ReadOnlySpan<byte> digest) => new(
        BinaryPrimitives.ReadUInt64BigEndian(digest),
        BinaryPrimitives.ReadUInt64BigEndian(digest[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(digest[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(digest[24..]));

    /// <summary>Writes its 32 bytes.</summary>
    public void Write(Span<byte> into)
    {
        BinaryPrimitives.WriteUInt64BigEndian(into, A);
        BinaryPrimitives.WriteUInt64BigEndian(into[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(into[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(into[24..], D);
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{A:x16}{B:x16}{C:x16}{D:x16}";
}
