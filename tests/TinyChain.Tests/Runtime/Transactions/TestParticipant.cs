using System.Globalization;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>What hosts do that take part in somebody else's transaction.</summary>
internal static class TestParticipant
{
    public static readonly byte[] Row = [.. "12345678"u8, 2];

    /// <summary>Nobody listens there.</summary>
    public static TxnOwner Owner { get; } = new(LinkOf("http://127.0.0.1:1/service/a/b"), "");

    /// <summary>An id of this moment.</summary>
    public static string NewId(int nonce, TimeProvider? time = null)
    {
        var now = (time ?? TimeProvider.System).GetUtcNow() - DateTimeOffset.UnixEpoch;
        return string.Create(CultureInfo.InvariantCulture, $"{now.Ticks * 100}-{nonce}");
    }

    /// <summary>Writes one key in the owner's transaction.</summary>
    public static async Task<TxnId> Write(TxnEngine engine, string id, TxnOwner? owner = null)
    {
        var header = TestEngine.Header() with { Id = id, Owner = owner ?? Owner };
        var txn = engine.Runner.Begin(header, out _)!;
        Assert.Null(await txn.Stored.ClaimWrite(Row));
        Assert.Null(txn.Stored.Set(Row, [1]));
        await engine.Runner.End(txn, null);
        engine.Runner.Release(txn);
        return txn.Id;
    }

    /// <summary>Writes one key as a participant, and votes for it.</summary>
    public static async Task<TxnId> Vote(TxnEngine engine, string id, TxnOwner? owner = null)
    {
        var txn = await Write(engine, id, owner);
        Assert.Equal("yes", TextOf(await engine.Control.Prepare(txn, owner), "vote"));
        return txn;
    }

    public static string? Stage(TxnEngine engine, TxnId id) =>
        TextOf(engine.Control.Query(id), "state");

    public static string? TextOf(State answer, string name) =>
        answer.As<MapState>()!.TryGet(name, out var text) ? text.As<string>() : null;

    public static Link LinkOf(string text) =>
        Link.TryParse(text, out var link, out var problem)
            ? link : throw new ArgumentException(problem);

    /// <summary>Owners that note every participant, and say nothing of how it ended.</summary>
    public sealed class Agreeing : INetwork
    {
        public ValueTask<State> Send(PeerMessage message) => new(State.None);
    }
}
