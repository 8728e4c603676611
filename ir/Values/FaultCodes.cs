using System.Collections.Frozen;

namespace TinyChain.Ir.Values;

/// <summary>The names of faults' kinds under `/error/` (spec/language.md 8.1, 8.2).</summary>
public static class FaultCodes
{
    private static readonly FrozenDictionary<string, FaultKind> s_kinds =
        new Dictionary<string, FaultKind>
        {
            ["bad_request"] = FaultKind.BadRequest,
            ["unauthorized"] = FaultKind.Unauthorized,
            ["forbidden"] = FaultKind.Forbidden,
            ["not_found"] = FaultKind.NotFound,
            ["method_not_allowed"] = FaultKind.MethodNotAllowed,
            ["timeout"] = FaultKind.Timeout,
            ["request_timeout"] = FaultKind.Timeout,
            ["conflict"] = FaultKind.Conflict,
            ["internal"] = FaultKind.Internal,
            ["internal_error"] = FaultKind.Internal,
            ["not_implemented"] = FaultKind.NotImplemented,
            ["bad_gateway"] = FaultKind.BadGateway,
            ["unavailable"] = FaultKind.Unavailable,
            ["temporarily_unavailable"] = FaultKind.Unavailable,
        }.ToFrozenDictionary();

    /// <summary>Every code, both spellings of those that have two, in order.</summary>
    public static IEnumerable<string> All => s_kinds.Keys.Order(StringComparer.Ordinal);

    /// <summary>The kind, or null for a code that no host knows.</summary>
    public static FaultKind? Find(string code) =>
        s_kinds.TryGetValue(code, out var kind) ? kind : null;
}
