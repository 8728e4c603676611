using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// A pair `[path, mode]` of a token: what it allows below the path. The mode has Unix's nine bits,
/// of which any class's will do: 256, 32 and 4 read, 128, 16 and 2 write, 64, 8 and 1 execute.
/// </summary>
public sealed record Scope(Link Path, int Mode)
{
    public const int Execute = 64;
    public const int Write = 128;
    public const int Read = 256;

    /// <summary>All nine bits.</summary>
    public const int All = 511;

    private const string Txn = "txn";

    /// <summary>Says of a transaction's id that the layer's issuer owns it.</summary>
    public static Scope OwnerOf(string txnId) => new(Link.Local($"/{Txn}/{txnId}"), Execute);

    /// <summary>Says of a transaction's id that its owner locks it, so as to end it.</summary>
    public static Scope LockOf(string txnId) => new(Link.Local($"/{Txn}/{txnId}"), Write);

    /// <summary>Whether this is about a transaction, and not about a path.</summary>
    internal bool IsOfTxn => Path.Path is [{ Text: Txn }, ..];

    /// <summary>The transaction's id; null where the path is not `/txn/X`.</summary>
    internal string? TxnId => Path.Path is [{ Text: Txn }, var id] ? id.Text : null;

    public bool Owns => IsOfTxn && (Mode & Execute) != 0;

    public bool Locks => IsOfTxn && (Mode & Write) != 0;

    /// <summary>What the mode allows, as three bits: 4 reads, 2 writes, 1 executes.</summary>
    public int Bits => (Mode >> 6 | Mode >> 3 | Mode) & 7;

    /// <summary>Whether the path is the other's, or a beginning of it, by whole segments.</summary>
    internal bool Covers(Link path) => IsPrefix(Path.Path, path.Path);

    internal static bool IsPrefix(ImmutableArray<Id> prefix, ImmutableArray<Id> path) =>
        prefix.Length <= path.Length
        && prefix.AsSpan().SequenceEqual(path.AsSpan()[..prefix.Length]);
}
