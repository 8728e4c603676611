using System.Text.Json;
using TinyChain.Ir.Values;

namespace TinyChain.Host.Http;

/// <summary>
/// Faults as HTTP: the only place that knows statuses and kinds' names (spec/language.md 8.1).
/// </summary>
internal static class FaultWriter
{
    internal const string Echo = "echo";
    internal const string Above = "above";

    internal static (int Status, string Kind) Describe(FaultKind kind) => kind switch
    {
        FaultKind.BadRequest => (400, "bad_request"),
        FaultKind.Unauthorized => (401, "unauthorized"),
        FaultKind.Forbidden => (403, "forbidden"),
        FaultKind.NotFound => (404, "not_found"),
        FaultKind.MethodNotAllowed => (405, "method_not_allowed"),
        FaultKind.Timeout => (408, "request_timeout"),
        FaultKind.Conflict => (409, "conflict"),
        FaultKind.TooLarge => (413, "bad_request"),
        FaultKind.HeadersTooLarge => (431, "bad_request"),
        FaultKind.Internal => (500, "internal_error"),
        FaultKind.NotImplemented => (501, "not_implemented"),
        FaultKind.BadGateway => (502, "bad_gateway"),
        FaultKind.Unavailable => (503, "temporarily_unavailable"),
    };

    /// <summary>The kind that a name in an answer stands for; null for none.</summary>
    internal static FaultKind? KindOf(string name)
    {
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            if (Describe(kind).Kind == name) return kind;
        }

        return null;
    }

    /// <summary>
    /// `{kind: message}`, or with a stack `{kind: {"message": …, "stack": […]}}`, or with
    /// `"txn"` where a transaction's outcome is not known yet, `"echo": true` where the fault is
    /// that the request's transaction had been rolled back before, and `"above"` where an id above
    /// that one would not meet it.
    /// </summary>
    internal static void Write(Utf8JsonWriter json, Fault fault)
    {
        var (_, kind) = Describe(fault.Kind);
        json.WriteStartObject();
        if (fault.Stack.IsEmpty && fault is { Txn: null, IsEcho: false, Above: null })
        {
            json.WriteString(kind, fault.Message);
        }
        else
        {
            json.WriteStartObject(kind);
            json.WriteString("message", fault.Message);
            if (fault.Txn is { } txn) json.WriteString("txn", txn);
            if (fault.IsEcho) json.WriteBoolean(Echo, true);
            if (fault.Above is { } above) json.WriteString(Above, above);
            if (!fault.Stack.IsEmpty) WriteStack(json, fault);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteStack(Utf8JsonWriter json, Fault fault)
    {
        json.WriteStartArray("stack");
        foreach (var line in fault.Stack) json.WriteStringValue(line);
        json.WriteEndArray();
    }

    /// <summary>What Kestrel refused while we read, such as a body that came too slowly.</summary>
    internal static Fault Of(BadHttpRequestException refused) => new(
        refused.StatusCode switch
        {
            408 => FaultKind.Timeout,
            413 => FaultKind.TooLarge,
            431 => FaultKind.HeadersTooLarge,
            _ => FaultKind.BadRequest,
        },
        refused.StatusCode == 408 ? "the request's body came too slowly" : refused.Message, []);
}
