using System.Buffers.Binary;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Bundles;

/// <summary>
/// A bundle's file: `TCBUNDLE`, the format's number, the hash of the ABI, each section's length and
/// SHA-256, the SHA-256 of all that, and then the sections, without gaps. Numbers are 32 bits,
/// little-endian. Every byte is under a digest, so damage is always seen.
/// </summary>
internal static class BundleFormat
{
    internal const int Manifest = 0;
    internal const int Libraries = 1;
    internal const int Bodies = 2;
    internal const int Image = 3;
    internal const int Symbols = 4;

    /// <summary>The sections' names in messages, in their order.</summary>
    internal static readonly string[] Sections =
        ["manifest", "libraries", "bodies", "image", "symbols"];

    private const uint Version = 1;
    private const int AbiAt = 12;
    private const int TableAt = AbiAt + Hash256.Size;
    private const int EntrySize = 4 + Hash256.Size;

    private static int DigestAt => TableAt + (Sections.Length * EntrySize);

    private static int HeaderSize => DigestAt + Hash256.Size;

    private static ReadOnlySpan<byte> Magic => "TCBUNDLE"u8;

    internal static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith(Magic);

    internal static byte[] Write(Hash256 abi, byte[][] sections)
    {
        var file = new byte[HeaderSize + sections.Sum(s => s.Length)];
        Magic.CopyTo(file);
        WriteNumber(file.AsSpan(Magic.Length), Version);
        abi.Write(file.AsSpan(AbiAt));
        var at = HeaderSize;
        for (var i = 0; i < sections.Length; i++)
        {
            var entry = file.AsSpan(TableAt + (i * EntrySize), EntrySize);
            WriteNumber(entry, (uint)sections[i].Length);
            Hash256.OfData(sections[i]).Write(entry[4..]);
            sections[i].CopyTo(file, at);
            at += sections[i].Length;
        }

        Hash256.OfData(file.AsSpan(0, DigestAt)).Write(file.AsSpan(DigestAt));
        return file;
    }

    /// <summary>The sections; null where `problem` says what is wrong and what to do.</summary>
    internal static ReadOnlyMemory<byte>[]? Read(
        ReadOnlyMemory<byte> file, Hash256 abi, out string? problem)
    {
        problem = ProblemOfHeader(file.Span, abi);
        if (problem is not null) return null;
        var sections = new ReadOnlyMemory<byte>[Sections.Length];
        var rest = file[HeaderSize..];
        for (var i = 0; i < sections.Length; i++)
        {
            var entry = file.Span.Slice(TableAt + (i * EntrySize), EntrySize);
            var length = ReadNumber(entry);
            if (length > (uint)rest.Length) problem = BundleErrors.CutShort(Sections[i]);
            if (problem is not null) return null;
            (sections[i], rest) = (rest[..(int)length], rest[(int)length..]);
            if (Hash256.OfData(sections[i].Span) != Hash256.Read(entry[4..]))
                problem = BundleErrors.Damaged(Sections[i]);
        }

        if (!rest.IsEmpty) problem ??= BundleErrors.Damaged("end");
        return problem is null ? sections : null;
    }

    /// <summary>The digest of the header, which holds all others.</summary>
    internal static Hash256 DigestOf(ReadOnlySpan<byte> file) => Hash256.Read(file[DigestAt..]);

    private static string? ProblemOfHeader(ReadOnlySpan<byte> file, Hash256 abi)
    {
        if (!Begins(file)) return BundleErrors.NoBundle;
        if (file.Length < HeaderSize) return BundleErrors.CutShort("header");
        if (ReadNumber(file[Magic.Length..]) is var format && format != Version)
            return BundleErrors.OtherFormat(format, Version);
        if (Hash256.OfData(file[..DigestAt]) != Hash256.Read(file[DigestAt..]))
            return BundleErrors.Damaged("header");
        return Hash256.Read(file[AbiAt..]) == abi ? null : BundleErrors.ForeignAbi;
    }

    private static void WriteNumber(Span<byte> into, uint number) =>
        BinaryPrimitives.WriteUInt32LittleEndian(into, number);

    private static uint ReadNumber(ReadOnlySpan<byte> from) =>
        BinaryPrimitives.ReadUInt32LittleEndian(from);
}
