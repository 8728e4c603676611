using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Runtime.Transactions;

namespace TinyChain.Tests.Host;

/// <summary>A store that a host left when it had voted, and its owner was gone for ever.</summary>
internal static class InDoubt
{
    /// <summary>Nobody listens there.</summary>
    public const string Owner = "http://127.0.0.1:1/service/a/b";

    /// <summary>Votes in a transaction of that owner's, and stops.</summary>
    public static async Task<TxnId> Leave(IStore store)
    {
        var engine = TestEngine.Over(store, network: new TestParticipant.Agreeing());
        await using var _ = engine;
        engine.Start();
        return await TestParticipant.Vote(engine, TestParticipant.NewId(7));
    }
}
