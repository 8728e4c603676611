namespace TinyChain.Ir.Values;

/// <summary>The names of faults' kinds under `/error/` (spec/language.md 8.1, 8.2).</summary>
public static class FaultCodes
{
    /// <summary>The kind, or null for a code that no host knows. Both spellings are accepted.</summary>
    public static FaultKind? Find(string code) => code switch
    {
        "bad_gateway" => FaultKind.BadGateway,
        "bad_request" => FaultKind.BadRequest,
        "conflict" => FaultKind.Conflict,
        "forbidden" => FaultKind.Forbidden,
        "internal" or "internal_error" => FaultKind.Internal,
        "method_not_allowed" => FaultKind.MethodNotAllowed,
        "not_found" => FaultKind.NotFound,
        "not_implemented" => FaultKind.NotImplemented,
        "timeout" or "request_timeout" => FaultKind.Timeout,
        "unauthorized" => FaultKind.Unauthorized,
        "unavailable" or "temporarily_unavailable" => FaultKind.Unavailable,
        _ => null,
    };
}
