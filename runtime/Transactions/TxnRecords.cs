using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions.Outcomes;
using TinyChain.Runtime.Transactions.Resolutions;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// What of transactions is durable besides their writes (spec/host.md 3.4): a participant's vote
/// with its writes, apart from the data until the owner has decided; and commits, with those who
/// may not have heard of them. That somebody rolled back is nowhere: it is presumed (T14).
/// </summary>
internal static class TxnRecords
{
    /// <summary>
    /// How long commits are known: as long as outcomes by an idempotency key (spec/host.md 3.10).
    /// </summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const byte IsDeleted = 0;
    private const byte IsSet = 1;

    private static readonly byte[] s_votes = Encoding.UTF8.GetBytes("txn/vote/");
    private static readonly byte[] s_staged = Encoding.UTF8.GetBytes("txn/write/");
    private static readonly byte[] s_commits = Encoding.UTF8.GetBytes("txn/commit/");

    /// <summary>Where they all stand in the store.</summary>
    internal static IEnumerable<KeyRange> All =>
    [
        KeyRange.Under(s_votes), KeyRange.Under(s_staged), KeyRange.Under(s_commits),
        .. OutcomeRecords.All, ResolutionRecords.All,
    ];

    internal static KeyRange Votes => KeyRange.Under(s_votes);

    internal static KeyRange Commits => KeyRange.Under(s_commits);

    /// <summary>The writes that make a vote durable: itself, and what is to be written.</summary>
    internal static IEnumerable<StoreWrite> OfVote(
        Participation self, IReadOnlyList<StoreWrite> writes) =>
        writes.Select(write => new StoreWrite(
                StagedKey(self.Id, write.Key),
                write.Value is null ? [IsDeleted] : [IsSet, .. write.Value]))
            .Prepend(new StoreWrite(
                Key(s_votes, self.Id), Encode(self.Owner, State.Of(self.Cluster))));

    /// <summary>The writes that take a vote back, once it is decided.</summary>
    internal static IEnumerable<StoreWrite> WithoutVote(
        TxnId id, IReadOnlyList<StoreWrite> writes) =>
        writes.Select(write => new StoreWrite(StagedKey(id, write.Key), null))
            .Prepend(new StoreWrite(Key(s_votes, id), null));

    /// <summary>The record of a commit, with the participants that have not heard of it.</summary>
    internal static StoreWrite OfCommit(Participation self, IEnumerable<Link> silent) => new(
        Key(s_commits, self.Id),
        Encode(self.Owner, State.Tuple([.. silent.Select(link => State.Of(link))])));

    internal static bool IsCommitted(IStore store, TxnId id) =>
        store.Get(Key(s_commits, id)) is not null;

    /// <summary>The votes in the store.</summary>
    internal static IEnumerable<(TxnId Id, TxnOwner Owner, Link Cluster)> ReadVotes(IStore store)
    {
        foreach (var entry in store.Scan(Votes, int.MaxValue))
        {
            var (owner, cluster) = Decode(entry.Value);
            yield return (IdOf(entry.Key, s_votes), owner, cluster.As<Link>()!);
        }
    }

    /// <summary>What a vote is about to write.</summary>
    internal static IReadOnlyList<StoreWrite> ReadStaged(IStore store, TxnId id)
    {
        var prefix = Key(s_staged, id);
        return
        [
            .. store.Scan(KeyRange.Under(prefix), int.MaxValue).Select(entry => new StoreWrite(
                entry.Key[prefix.Length..], entry.Value[0] == IsDeleted ? null : entry.Value[1..])),
        ];
    }

    /// <summary>Commits that somebody may not have heard of.</summary>
    internal static IEnumerable<(TxnId Id, TxnOwner Owner, ImmutableArray<Link> Silent)>
        ReadUnheard(IStore store)
    {
        foreach (var entry in store.Scan(Commits, int.MaxValue))
        {
            var (owner, silent) = Decode(entry.Value);
            var links = silent.As<TupleState>()!.Items;
            if (!links.IsEmpty)
                yield return (
                    IdOf(entry.Key, s_commits), owner, [.. links.Select(s => s.As<Link>()!)]);
        }
    }

    /// <summary>Old commits that everybody has heard of, at most so many, to be deleted.</summary>
    internal static IEnumerable<StoreWrite> Outdated(IStore store, ulong nowNs, int limit)
    {
        var kept = (ulong)Kept.Ticks * 100;
        var old = new KeyRange(
            s_commits, Key(s_commits, new TxnId(nowNs > kept ? nowNs - kept : 0, 0)));
        return store.Scan(old, limit)
            .Where(entry => Decode(entry.Value).Detail.As<TupleState>()!.Items.IsEmpty)
            .Select(entry => new StoreWrite(entry.Key, null));
    }

    private static byte[] Encode(TxnOwner owner, State detail) => StateEncoder.Encode(
        State.Tuple([State.Of(owner.Cluster), State.Of(owner.Key), detail]));

    private static (TxnOwner Owner, State Detail) Decode(byte[] record)
    {
        var items = StateDecoder.Decode(record).As<TupleState>()!.Items;
        return (new TxnOwner(items[0].As<Link>()!, items[1].As<string>()!), items[2]);
    }

    private static byte[] StagedKey(TxnId id, byte[] key) => [.. Key(s_staged, id), .. key];

    /// <summary>A prefix and an id: records stand in the order of ids.</summary>
    internal static byte[] Key(byte[] prefix, TxnId id)
    {
        var key = new byte[prefix.Length + sizeof(ulong) + sizeof(ushort)];
        prefix.CopyTo(key, 0);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(prefix.Length), id.TimeNs);
        BinaryPrimitives.WriteUInt16BigEndian(
            key.AsSpan(prefix.Length + sizeof(ulong)), id.Nonce);
        return key;
    }

    internal static TxnId IdOf(byte[] key, byte[] prefix) => new(
        BinaryPrimitives.ReadUInt64BigEndian(key.AsSpan(prefix.Length)),
        BinaryPrimitives.ReadUInt16BigEndian(key.AsSpan(prefix.Length + sizeof(ulong))));
}
