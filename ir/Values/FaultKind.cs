namespace TinyChain.Ir.Values;

/// <summary>The kinds of error in spec/language.md 8.1.</summary>
public enum FaultKind
{
    BadRequest,
    Unauthorized,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    Timeout,
    Conflict,
    Internal,
    NotImplemented,
    BadGateway,
    Unavailable,

    /// <summary>A request's body passed its limit: 413, shown as a bad request.</summary>
    TooLarge,

    /// <summary>A request's headers passed their limit: 431, shown as a bad request.</summary>
    HeadersTooLarge,
}
