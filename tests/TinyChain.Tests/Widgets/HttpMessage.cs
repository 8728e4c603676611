using System.Globalization;
using System.Text;

namespace TinyChain.Tests.Widgets;

/// <summary>
/// An HTTP/1.1 request or answer as it stands on the wire: read just far enough to know where it
/// ends, so that it can be passed on byte by byte.
/// </summary>
internal sealed record HttpMessage(byte[] Bytes)
{
    // Larger than anything that a purchase sends.
    private const int MostBytes = 1 << 20;

    private static readonly string[] s_endOfLine = ["\r\n"];

    /// <summary>`POST /path?query HTTP/1.1`, and the headers.</summary>
    private string[] Head { get; } =
        Encoding.ASCII.GetString(Bytes, 0, HeadOf(Bytes)).Split(s_endOfLine, default);

    /// <summary>A request's.</summary>
    public string Method => Head[0].Split(' ')[0];

    /// <summary>A request's path and query.</summary>
    public string Target => Head[0].Split(' ')[1];

    /// <summary>What follows the head; of a body in chunks, the chunks.</summary>
    public string Body =>
        Encoding.UTF8.GetString(Bytes.AsSpan(HeadOf(Bytes) + 4));

    /// <summary>The next message of a connection; null where the other side ended it.</summary>
    public static async Task<HttpMessage?> Read(Stream stream, CancellationToken stop)
    {
        var (bytes, count) = (new byte[4096], 0);
        while (!IsWhole(bytes.AsSpan(0, count)))
        {
            if (count == MostBytes) throw new IOException("a message is too long");
            if (count == bytes.Length) Array.Resize(ref bytes, 2 * count);
            var more = await stream.ReadAsync(bytes.AsMemory(count), stop);
            if (more == 0 && count > 0) throw new IOException("a message broke off");
            if (more == 0) return null;
            count += more;
        }

        return new HttpMessage(bytes[..count]);
    }

    /// <summary>Nobody here sends the next message before the answer of the last one.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        var head = HeadOf(bytes);
        if (head < 0) return false;
        var body = bytes[(head + 4)..];
        var length = 0;
        foreach (var line in Encoding.ASCII.GetString(bytes[..head]).Split(s_endOfLine, default))
        {
            var (name, value) = (line.Split(':')[0], line[(line.IndexOf(':') + 1)..].Trim());
            if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
                return AreWhole(body);
            if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(value, CultureInfo.InvariantCulture);
        }

        return body.Length >= length;
    }

    /// <summary>Whether chunks end with the empty one.</summary>
    private static bool AreWhole(ReadOnlySpan<byte> chunks)
    {
        while (true)
        {
            var line = chunks.IndexOf("\r\n"u8);
            if (line < 0) return false;
            var size = int.Parse(
                Encoding.ASCII.GetString(chunks[..line]), NumberStyles.HexNumber,
                CultureInfo.InvariantCulture);
            var next = line + 2 + size + 2;
            if (chunks.Length < next) return false;
            if (size == 0) return true;
            chunks = chunks[next..];
        }
    }

    private static int HeadOf(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\r\n\r\n"u8);
}
