using System.IO.Pipelines;
using System.Text;

namespace TinyChain.Host.Http;

/// <summary>
/// A connection's way out, which gives a JSON body to what Kestrel refuses by itself: it answers a
/// request that it can't read before any of our code runs, and with an empty body. Our own answers
/// are never empty, so an error of length 0 is Kestrel's:
/// <code>HTTP/1.1 400 Bad Request … Content-Length: 0 … ⇒ … Content-Length: 49 … {"bad_request": …}
/// </code>
/// </summary>
internal sealed class RefusalPipe(PipeWriter inner) : PipeWriter
{
    private const int StatusAt = 9;

    private Memory<byte> _memory;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    private static ReadOnlySpan<byte> Empty => "\r\nContent-Length: 0\r\n"u8;

    public override Memory<byte> GetMemory(int sizeHint = 0) =>
        _memory = inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        // Kestrel writes a head in one piece.
        var head = _memory.Span[..bytes];
        var isError = bytes > StatusAt + 3 && head[StatusAt] is (byte)'4' or (byte)'5'
            && head.StartsWith("HTTP/1.1 "u8);
        inner.Advance(isError && head.IndexOf(Empty) is > 0 and var at ? Fill(bytes, at) : bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken) =>
        inner.FlushAsync(cancellationToken);

    public override ValueTask<FlushResult> WriteAsync(
        ReadOnlyMemory<byte> source, CancellationToken cancellationToken) =>
        inner.WriteAsync(source, cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) =>
        inner.CompleteAsync(exception);

    private int Fill(int bytes, int at)
    {
        var head = Encoding.ASCII.GetString(_memory.Span[..bytes]);
        var status = head.Substring(StatusAt, 3);
        var body = $"{{\"{Kind(status)}\":\"{Message(status)}\"}}\n";
        var answer = $"{head[..at]}\r\nContent-Length: {body.Length}\r\n"
            + $"Content-Type: application/json\r\n{head[(at + Empty.Length)..]}{body}";
        // A block of the pipe has room for it, but for one that is nearly full; then it stays bare.
        return Encoding.ASCII.TryGetBytes(answer, _memory.Span, out var written) ? written : bytes;
    }

    private static string Kind(string status) => status switch
    {
        "408" => "request_timeout",
        "500" => "internal_error",
        _ => "bad_request",
    };

    private static string Message(string status) => status switch
    {
        "408" => "the request came too slowly",
        "414" => "limit exceeded: bytes of the request line",
        "431" => "limit exceeded: bytes or number of the request's headers",
        "500" => "internal error; see the host's log",
        "505" => "this host speaks HTTP/1.1",
        _ => "this is no HTTP/1.1 request that the host can read",
    };
}
