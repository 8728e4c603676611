using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using TinyChain.Host.Network;
using TinyChain.Ir;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Host.Http;

/// <summary>
/// Station 1: reads a request off the wire, within the limits. What a client would like in return
/// (Accept, Accept-Encoding) is never an error: the answer is JSON.
/// </summary>
internal sealed class RequestReader(SiteGuard guard, Room room)
{
    private const string Json = "application/json";

    // What curl and Python's urllib call any body that they are not told the type of. Web pages
    // can send it too, which is the guard's business.
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>The request, or null and the fault that refuses it.</summary>
    /// <exception cref="NoRoomException">Too many large bodies are here already.</exception>
    internal async ValueTask<(RawRequest? Request, Fault? Fault)> Read(HttpContext http)
    {
        if (Head(http, out var fault) is not { } request) return (null, fault);
        try
        {
            if (request.HasBody) fault = await ReadBody(http.Request, request.Body);
            if (fault is null) return (request, null);
        }
        catch
        {
            request.Dispose();
            throw;
        }

        request.Dispose();
        return (null, fault);
    }

    private RawRequest? Head(HttpContext http, out Fault? fault)
    {
        fault = HeadersTooLarge(http.Request.Headers);
        if (fault is not null) return null;
        if (VerbOf(http.Request.Method) is not { } verb)
        {
            fault = Fault.MethodNotAllowed(
                $"{http.Request.Method} is no verb of TinyChain; use GET, PUT, POST or DELETE");
            return null;
        }

        if (verb != Verb.Get) fault = guard.Refuse(http.Request);
        if (fault is not null) return null;
        // Not Kestrel's path, which has dot segments resolved and slashes decoded.
        var raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (RequestTarget.Parse(raw, out fault) is not { } target) return null;
        var headers = http.Request.Headers;
        if (PeerHeaders.Read(headers, out fault) is not { } peer) return null;
        var key = verb == Verb.Get ? null : IdempotencyKey(headers, out fault);
        if (fault is not null) return null;
        var authorization = headers.Authorization;
        return new RawRequest(
            verb, target, authorization.Count == 0 ? null : authorization.ToString(), new(room))
        {
            Peer = peer,
            IdempotencyKey = key,
        };
    }

    private static string? IdempotencyKey(IHeaderDictionary headers, out Fault? fault)
    {
        fault = null;
        if (!headers.TryGetValue("Idempotency-Key", out var values)) return null;
        if (values is [{ Length: > 0 and <= Limits.OutcomeKeyChars } key]) return key;
        fault = Fault.BadRequest(
            $"Idempotency-Key is one text of 1 to {Limits.OutcomeKeyChars} characters");
        return null;
    }

    private static Verb? VerbOf(string method) => method switch
    {
        "GET" => Verb.Get,
        "PUT" => Verb.Put,
        "POST" => Verb.Post,
        "DELETE" => Verb.Delete,
        _ => null,
    };

    private static async ValueTask<Fault?> ReadBody(HttpRequest request, PooledBuffer body)
    {
        if (RefuseType(request.ContentType) is { } fault) return fault;
        if (request.ContentLength > Limits.BodyBytes) return TooLarge();
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync();
            try
            {
                if (body.Length + read.Buffer.Length > Limits.BodyBytes) return TooLarge();
                foreach (var segment in read.Buffer) body.Write(segment.Span);
            }
            finally
            {
                reader.AdvanceTo(read.Buffer.End);
            }

            if (read.IsCompleted) return null;
        }
    }

    private static Fault? RefuseType(string? type)
    {
        if (string.IsNullOrWhiteSpace(type)) return null;
        return MediaTypeHeaderValue.TryParse(type, out var parsed)
            && (parsed.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
                || parsed.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase))
                ? null
                : Fault.BadRequest($"Content-Type '{Shown(type)}' is not supported; "
                    + $"send {Json}, or none");
    }

    private static Fault TooLarge() => new(
        FaultKind.TooLarge,
        Fault.Limit("bytes of a request's body", Limits.BodyBytes).Message, []);

    // Kestrel counts too, and gives up later: what it cuts off is answered without a word.
    private static Fault? HeadersTooLarge(IHeaderDictionary headers)
    {
        const int ColonBlankAndLineEnd = 4;
        var size = 0;
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
                size += name.Length + (value?.Length ?? 0) + ColonBlankAndLineEnd;
        }

        return size <= Limits.HeaderBytes ? null : new Fault(
            FaultKind.HeadersTooLarge,
            Fault.Limit("bytes of a request's headers", Limits.HeaderBytes).Message, []);
    }

    private static string Shown(string text) => text.Length <= 64 ? text : text[..64] + "…";
}
