using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using TinyChain.Ir;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Host.Http;

/// <summary>
/// Station 1: reads a request off the wire, within the limits. What a client would like in return
/// (Accept, Accept-Encoding) is never an error: the answer is JSON.
/// </summary>
internal static class RequestReader
{
    private const string Json = "application/json";

    /// <summary>The request, or null and the fault that refuses it.</summary>
    internal static async ValueTask<(RawRequest? Request, Fault? Fault)> Read(HttpContext http)
    {
        if (VerbOf(http.Request.Method) is not { } verb)
            return (null, Fault.MethodNotAllowed(
                $"{http.Request.Method} is no verb of TinyChain; use GET, PUT, POST or DELETE"));
        // Not Kestrel's path, which has dot segments resolved and slashes decoded.
        var raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var target = RequestTarget.Parse(raw, out var fault);
        if (target is null) return (null, fault);
        var authorization = http.Request.Headers.Authorization;
        var request = new RawRequest(
            verb, target, authorization.Count == 0 ? null : authorization.ToString());
        if (verb is Verb.Put or Verb.Post) fault = await ReadBody(http.Request, request.Body);
        if (fault is null) return (request, null);
        request.Dispose();
        return (null, fault);
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
            if (body.Length + read.Buffer.Length > Limits.BodyBytes) return TooLarge();
            foreach (var segment in read.Buffer) body.Write(segment.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return null;
        }
    }

    private static Fault? RefuseType(string? type)
    {
        if (string.IsNullOrWhiteSpace(type)) return null;
        return MediaTypeHeaderValue.TryParse(type, out var parsed)
            && parsed.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
                ? null
                : Fault.BadRequest($"Content-Type '{Shown(type)}' is not supported; "
                    + $"send {Json}, or none");
    }

    private static Fault TooLarge() => new(
        FaultKind.TooLarge,
        Fault.Limit("bytes of a request's body", Limits.BodyBytes).Message, []);

    private static string Shown(string text) => text.Length <= 64 ? text : text[..64] + "…";
}
