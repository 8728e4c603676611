using System.Net;
using System.Text.Json;
using TinyChain.Host.Http;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser;

namespace TinyChain.Host.Network;

/// <summary>What another host has answered, as a state or a fault.</summary>
internal static class PeerAnswer
{
    internal static State Read(Link link, HttpStatusCode status, ReadOnlyMemory<byte> body)
    {
        if (status != HttpStatusCode.OK) return State.Of(ReadFault(link, (int)status, body));
        var result = OpParser.ParseValue(body);
        return !result.IsOk
            ? State.Of(Fault.BadGateway($"{link} answered with what can't be read: "
                + string.Join("; ", result.Diagnostics.Items)))
            : result.Product is LiteralNode literal ? literal.Value
            : State.Of(new RefState(result.Product));
    }

    /// <summary>The peer's own fault, one level further out; see FaultWriter.</summary>
    private static Fault ReadFault(Link link, int status, ReadOnlyMemory<byte> body)
    {
        var context = $"at {link}";
        try
        {
            using var json = JsonDocument.Parse(body);
            var member = json.RootElement.EnumerateObject().Single();
            if (FaultWriter.KindOf(member.Name) is { } kind)
                return Read(kind, member.Value).Within(context);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not one of ours: a proxy's page, perhaps.
        }

        return Fault.BadGateway($"{link} answered with status {status}");
    }

    private static Fault Read(FaultKind kind, JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? new Fault(kind, value.GetString()!, [])
            : new Fault(
                kind, value.GetProperty("message").GetString() ?? "",
                !value.TryGetProperty("stack", out var stack) ? []
                    : [.. stack.EnumerateArray().Take(Ir.Limits.FaultStack - 1)
                        .Select(line => line.GetString() ?? "")])
            {
                IsEcho = value.TryGetProperty(FaultWriter.Echo, out var echo)
                    && echo.ValueKind == JsonValueKind.True,
                Above = value.TryGetProperty(FaultWriter.Above, out var above)
                    ? above.GetString() : null,
            };
}
