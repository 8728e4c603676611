using System.Text;
using System.Text.Json;
using TinyChain.Host.Http;
using TinyChain.Parser;

namespace TinyChain.Host.Debug;

/// <summary>Debug pages on the wire: text, or JSON where the client accepts no less.</summary>
internal static class DebugWriter
{
    private const string Json = "application/json";

    private static readonly JsonSerializerOptions s_options = new()
    {
        Encoder = StateWriter.Options.Encoder,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    internal static async ValueTask Send(HttpContext http, DebugPage page)
    {
        var isJson = http.Request.Headers.Accept.ToString().Contains(Json);
        var body = isJson ? ToJson(page) : Encoding.UTF8.GetBytes(ToText(page));
        var response = http.Response;
        response.StatusCode = page.Fault is { } fault ? FaultWriter.Describe(fault.Kind).Status
            : StatusCodes.Status200OK;
        response.ContentType = isJson ? Json : "text/plain; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    private static string ToText(DebugPage page) => page.Fault is not { } fault ? page.Text
        : $"{FaultWriter.Describe(fault.Kind).Kind}: {fault.Message}\n"
            + string.Concat(fault.Stack.Select(line => line + "\n"));

    private static byte[] ToJson(DebugPage page)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, StateWriter.Options))
        {
            if (page.Fault is { } fault) FaultWriter.Write(json, fault);
            else JsonSerializer.Serialize(json, page.Json, s_options);
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
