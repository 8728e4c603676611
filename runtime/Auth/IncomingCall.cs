using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// A request as it came in: what its token must be for. The key is the text of `?key=`, the
/// transaction that of `?txn_id=`.
/// </summary>
public sealed record IncomingCall(
    Verb Verb, Link Link, string? Key, string? Txn, ReadOnlyMemory<byte> Body)
{
    /// <summary>
    /// The transaction that it is in, or about: hosts tell each other of X at `/transact/X/…`.
    /// </summary>
    internal string? TxnMeant =>
        Txn ?? (Link.Path is [{ Text: "transact" }, var id, _] ? id.Text : null);
}
