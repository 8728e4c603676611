using System.Collections.Immutable;

namespace TinyChain.Ir.Values;

/// <summary>
/// A failure of the caller's or the world's (not a bug): a kind, a message, and the contexts that
/// it passed through, innermost first (spec/language.md 8.3). It travels as a value, inside a
/// <see cref="State"/>, and never as an exception.
/// </summary>
public sealed class Fault(FaultKind kind, string message, ImmutableArray<string> stack)
    : StateObject
{
    public override StateClass Class => StateClass.Never;

    public FaultKind Kind { get; } = kind;

    public string Message { get; } = message;

    /// <summary>At most <see cref="Limits.FaultStack"/> lines.</summary>
    public ImmutableArray<string> Stack { get; } = stack;

    /// <summary>The transaction whose outcome is not known yet, where that is so.</summary>
    public string? Txn { get; init; }

    /// <summary>
    /// Says only that a transaction had been rolled back before: another fault did that, and is the
    /// one to report where both are known.
    /// </summary>
    public bool IsEcho { get; init; }

    /// <summary>
    /// The transaction's place in the order is too early for what it wants: one with an id above
    /// this one would not meet this conflict.
    /// </summary>
    public string? Above { get; init; }

    public static Fault BadRequest(string message) => new(FaultKind.BadRequest, message, []);

    public static Fault NotFound(string message) => new(FaultKind.NotFound, message, []);

    public static Fault MethodNotAllowed(string message) =>
        new(FaultKind.MethodNotAllowed, message, []);

    public static Fault NotImplemented(string message) =>
        new(FaultKind.NotImplemented, message, []);

    public static Fault Timeout(string message) => new(FaultKind.Timeout, message, []);

    public static Fault Conflict(string message) => new(FaultKind.Conflict, message, []);

    /// <summary>A conflict with the end of the request's own transaction.</summary>
    public static Fault Echo(string message) =>
        new(FaultKind.Conflict, message, []) { IsEcho = true };

    /// <summary>A conflict that a transaction with an id above that one would not meet.</summary>
    public static Fault TooEarly(string message, string above) =>
        new(FaultKind.Conflict, message, []) { Above = above };

    public static Fault Unauthorized(string message) => new(FaultKind.Unauthorized, message, []);

    public static Fault Forbidden(string message) => new(FaultKind.Forbidden, message, []);

    public static Fault Unavailable(string message) => new(FaultKind.Unavailable, message, []);

    /// <summary>Nobody can say yet how a transaction ends: it may have committed.</summary>
    public static Fault Pending(string txn) => new(
        FaultKind.Unavailable,
        $"outcome pending: the transaction may have committed; GET /transact/{txn} tells", [])
    {
        Txn = txn,
    };

    public static Fault BadGateway(string message) => new(FaultKind.BadGateway, message, []);

    /// <summary>A limit of <see cref="Limits"/> was passed: `what` names it.</summary>
    public static Fault Limit(string what, long limit) =>
        BadRequest($"limit exceeded: {what} (at most {limit})");

    /// <summary>
    /// The same fault seen from one level further out; a full stack keeps its inside.
    /// </summary>
    public Fault Within(string context) =>
        Stack.Length >= Limits.FaultStack ? this
            : new Fault(Kind, Message, Stack.Add(context)) { IsEcho = IsEcho, Above = Above };

    /// <summary>The same fault in other words, by who knows what it is about.</summary>
    public Fault Saying(string message) =>
        new(Kind, message, Stack) { IsEcho = IsEcho, Above = Above };
}
