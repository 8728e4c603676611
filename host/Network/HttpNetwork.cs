using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TinyChain.Ir;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Network;

/// <summary>
/// Messages to other hosts as HTTP requests in JSON, over connections that are kept. Peers are
/// told the transaction, its owner, and the time that is left, in headers of ours.
/// </summary>
internal sealed class HttpNetwork : INetwork, IDisposable
{
    // More calls to one host at once than this wait for each other, within their time.
    private const int Connections = 256;

    // A host that is there accepts within a round trip; one that is not must not use up a
    // transaction's whole time.
    private static readonly TimeSpan s_connect = TimeSpan.FromSeconds(1);

    // So long a name's old address is used at most.
    private static readonly TimeSpan s_renew = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = s_connect,
        MaxConnectionsPerServer = Connections,
        PooledConnectionLifetime = s_renew,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = Limits.BodyBytes,
    };

    /// <summary>
    /// Who signs a message, or nobody: set once the host knows its keys, and before it listens.
    /// </summary>
    internal Func<PeerMessage, TokenIssuer?>? Signer { get; set; }

    /// <summary>Told what answers say of other hosts' clocks; set as early.</summary>
    internal Action<TxnId>? Heard { get; set; }

    public void Dispose() => _http.Dispose();

    public async ValueTask<State> Send(PeerMessage message)
    {
        if (message.Time <= TimeSpan.Zero) return Late(message);
        using var request = Build(message, out var fault);
        if (fault is not null) return State.Of(fault);
        using var late = new CancellationTokenSource(message.Time);
        try
        {
            using var response = await _http.SendAsync(request, late.Token);
            if (PeerHeaders.ReadClock(response.Headers) is { } clock) Heard?.Invoke(clock);
            var answer = await response.Content.ReadAsByteArrayAsync(late.Token);
            return PeerAnswer.Read(message.Link, response.StatusCode, answer);
        }
        catch (OperationCanceledException)
        {
            return Late(message);
        }
        catch (HttpRequestException e)
        {
            return State.Of(Fault.BadGateway($"no answer from {message.Link}: {e.Message}"));
        }
    }

    private HttpRequestMessage Build(PeerMessage message, out Fault? fault)
    {
        var (key, body) = (default(string), default(ReadOnlyMemory<byte>));
        fault = null;
        if (message.Verb != Verb.Post && !message.Key.IsNone)
            key = Encoding.UTF8.GetString(Text(message.Key, out fault).Span);
        var hasBody = message.Verb is Verb.Put or Verb.Post;
        if (fault is null && hasBody) body = Text(message.Body, out fault);
        var request = new HttpRequestMessage(MethodOf(message.Verb), Target(message, key));
        if (fault is null && Signer?.Invoke(message) is { } issuer)
        {
            var token = PeerToken.Sign(issuer, message, key, body, out fault);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (hasBody)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        PeerHeaders.Write(request.Headers, message);
        return request;
    }

    private static Uri Target(PeerMessage message, string? key)
    {
        var link = message.Link;
        var path = string.Concat(link.Path.Select(id => "/" + Uri.EscapeDataString(id.Text)));
        var query = new List<string>(2);
        if (message.Txn is { } txn) query.Add($"txn_id={txn.Id}");
        if (key is not null) query.Add($"key={Uri.EscapeDataString(key)}");
        return new Uri($"{link.Host}{path}{(query.Count > 0 ? "?" : "")}{string.Join('&', query)}");
    }

    private static ReadOnlyMemory<byte> Text(State state, out Fault? fault)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, StateWriter.Options);
        fault = StateWriter.Write(json, state);
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static HttpMethod MethodOf(Verb verb) => verb switch
    {
        Verb.Get => HttpMethod.Get,
        Verb.Put => HttpMethod.Put,
        Verb.Post => HttpMethod.Post,
        Verb.Delete => HttpMethod.Delete,
    };

    private static State Late(PeerMessage message) => State.Of(Fault.Timeout(
        $"no answer from {message.Link} in the {message.Time.TotalMilliseconds:0} ms that the "
        + "transaction had left"));
}
