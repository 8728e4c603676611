using TinyChain.Host.Simulation;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Runtime.Auth;
using Xunit;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>A host begins to sign with its next key in the middle of a transaction of its own.
/// </summary>
public sealed class KeyRotationTests : IAsyncDisposable
{
    private const string Shop = "http://shop.test";
    private const string Bank = "http://bank.test";

    private static readonly SigningKey s_old = TestKeys.OfScalar(0x4001);
    private static readonly SigningKey s_next = TestKeys.OfScalar(0x4002);
    private static readonly SigningKey s_bank = TestKeys.OfScalar(0x4003);

    private readonly SimClock _clock = new();
    private readonly HostTime _time;
    private readonly SignedHost _shop;
    private readonly SignedHost _bank;
    private readonly DateTimeOffset _from;

    public KeyRotationTests()
    {
        _time = new HostTime(_clock, TimeSpan.Zero);
        _from = _time.GetUtcNow() + TimeSpan.FromSeconds(10);
        _clock.Leap(TimeSpan.FromSeconds(9.5).Ticks);
        var trust = new TrustStore(
        [
            Trusted(Shop, s_old), Trusted(Shop, s_next), Trusted(Bank, s_bank),
        ]);
        var start = DateTimeOffset.UnixEpoch;
        _shop = new SignedHost(
            Shop, [new KeyFrom(s_old, start), new KeyFrom(s_next, _from)], trust, _time);
        _bank = new SignedHost(Bank, [new KeyFrom(s_bank, start)], trust, _time);
        (_shop.Peer, _bank.Peer) = (_bank, _shop);
        // A layer that is for one request was signed after the host's start.
        _clock.Leap(TimeSpan.FromSeconds(9.9).Ticks);
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _bank.DisposeAsync();
    }

    [Theory]
    [InlineData("never")]
    [InlineData("begun")]
    [InlineData("called")]
    [InlineData("called twice")]
    [InlineData("prepared")]
    [InlineData("prepared, and the bank starts again")]
    public async Task O5_a_transaction_goes_on_over_a_change_of_its_owners_key(string moment)
    {
        var txn = _shop.Begin();
        await At("begun");
        Assert.Null((await _shop.Call(txn)).As<Fault>()?.Message);
        await At("called");
        Assert.Null((await _shop.Call(txn)).As<Fault>()?.Message);
        await At("called twice");
        _bank.After = ("prepare", async () =>
        {
            if (moment.StartsWith("prepared,", StringComparison.Ordinal)) await _bank.Restart();
            await At(moment.Split(',')[0] == "prepared" ? moment : "");
        });

        var (outcome, fault) = await _shop.Engine.Runner.End(txn, null);
        _shop.Engine.Runner.Release(txn);

        Assert.Null(fault?.Message);
        Assert.Equal(OutcomeKind.Committed, outcome);
        // The bank has heard of it: nobody is told any more.
        Assert.Empty(_shop.Engine.List.Oldest(9, default).Listed);
        Assert.Equal("committed", TestParticipant.Stage(_bank.Engine, txn.Id));

        Task At(string now)
        {
            if (now == moment) _clock.Leap(_clock.Now + TimeSpan.FromSeconds(1).Ticks);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void O5_a_key_that_is_not_trusted_for_the_owner_is_somebody_elses()
    {
        var trust = new TrustStore(
        [
            Trusted(Shop + "/service/a", s_old), Trusted(Shop + "/service/a", s_next),
            Trusted(Shop + "/service/b", s_bank), Trusted("http://other.test", s_bank),
        ]);
        var owner = Claim(Shop, s_old);
        Assert.True(owner.IsSame(Claim("http://alias.test", s_old)));
        Assert.True(owner.IsSame(Claim(Shop, s_next)));
        Assert.False(owner.IsSame(Claim(Shop, s_bank)));
        Assert.False(owner.IsSame(Claim("http://other.test", s_bank)));
        Assert.False(owner.IsSame(
            new TxnOwner(TestParticipant.LinkOf(Shop + "/service/a/d"), s_next.Public.Kid)
            {
                Trust = trust,
            }));
        // A key that the operator has taken back.
        Assert.False(owner.IsSame(Claim(Shop, s_next) with { Trust = new TrustStore([]) }));

        TxnOwner Claim(string host, SigningKey key) =>
            new(TestParticipant.LinkOf(host + "/service/a/c"), key.Public.Kid) { Trust = trust };
    }

    private static TrustedIssuer Trusted(string link, SigningKey key) =>
        new(TestParticipant.LinkOf(link), key.Public, []);
}
