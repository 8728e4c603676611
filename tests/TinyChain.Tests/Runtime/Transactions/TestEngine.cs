using System.Globalization;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>Engines for tests: the real one, over a store of the test's own.</summary>
internal static class TestEngine
{
    // Far longer than a busy machine holds a test up: those that age bring their own clock.
    private static readonly ClockWindow s_window =
        new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(0.5));

    /// <summary>TC_SEED, or one of this moment's.</summary>
    public static int Seed => int.Parse(
        Environment.GetEnvironmentVariable("TC_SEED")
            ?? Environment.TickCount.ToString(CultureInfo.InvariantCulture),
        CultureInfo.InvariantCulture);

    public static TxnEngine Over(
        IStore store, TimeProvider? time = null, INetwork? network = null) =>
        new(
            new TxnWorld(
                store, network ?? new NoNetwork(), time ?? TimeProvider.System, new Dice()),
            s_window, 1 << 20);

    /// <summary>A request to a host whose transactions stay its own.</summary>
    public static TxnHeader Header(Verb verb = Verb.Post) => new(verb, TxnOwner.Host, Link.Default);

    internal sealed class NoNetwork : INetwork
    {
        public ValueTask<State> Send(PeerMessage message) =>
            new(State.Of(Fault.BadGateway("no network")));
    }

    private sealed class Dice : IEntropy
    {
        public void Fill(Span<byte> bytes) => Random.Shared.NextBytes(bytes);
    }
}
